use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: Option<std::convert::Infallible>,
    //~^ [Option<std::convert::Infallible>] `Infallible` cannot be sent as JSON
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: Option<&'static str>,
    //~^ [&] what is borrowed cannot be read from a request
}

fn main() {}

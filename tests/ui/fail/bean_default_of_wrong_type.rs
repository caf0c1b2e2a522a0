use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(default = "one")]
    //~^ ["one"] the trait bound `u8: From<&'static str>` is not satisfied
    id: u8,
}

fn main() {}

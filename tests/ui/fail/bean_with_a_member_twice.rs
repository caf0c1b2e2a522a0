use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
    name: u8,
    //~^ field `name` is already declared
}

fn main() {}

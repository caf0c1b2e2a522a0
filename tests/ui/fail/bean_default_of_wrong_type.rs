use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(default = "one")]
    //~^ ["one"] `u8` cannot be made from a text
    //~| write a value of type `u8`
    id: u8,
}

fn main() {}

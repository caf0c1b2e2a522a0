use framework::prelude::*;

fn ten() -> u8 {
    10
}

#[derive(Bean)]
struct User {
    #[bean(default = "ten")]
    //~^ ["ten"] `u8` cannot be made from a text
    //~| a function is called, as in `default = function()`
    age: u8,
}

fn main() {}

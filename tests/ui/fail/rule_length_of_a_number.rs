use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(length(1..=40))]
    //~^ [length] the rule `length` is not for `u8`
    //~| for a number write `range(…)`
    age: u8,
}

fn main() {}

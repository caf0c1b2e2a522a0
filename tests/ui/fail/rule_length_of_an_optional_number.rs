use framework::prelude::*;

type Age = Option<u8>;

#[derive(Bean)]
struct User {
    #[bean(length(1..=40))]
    //~^ [length] the rule `length` is not for `u8`
    age: Age,
}

fn main() {}

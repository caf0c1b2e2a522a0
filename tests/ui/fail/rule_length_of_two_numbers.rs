use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(length(1, 40))]
    //~^ [length] write `length(1..=40)`, `length(..=40)`, `length(1..)` or `length(5)`
    name: String,
}

fn main() {}

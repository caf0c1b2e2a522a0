use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range(1..=40))]
    //~^ [range] the rule `range` is not for `
    //~| for text, lists, sets and maps write `length(…)`
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[garde(length(min = 1))]
    //~^ [garde] `#[garde]` says nothing of a bean; write rules as `#[bean(length(1..=40))]`
    name: String,
}

fn main() {}

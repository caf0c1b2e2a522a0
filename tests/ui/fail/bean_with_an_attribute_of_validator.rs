use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[validate(length(min = 1))]
    //~^ [validate] `#[validate]` says nothing of a bean; write rules as `#[bean(length(1..=40))]`
    name: String,
}

fn main() {}

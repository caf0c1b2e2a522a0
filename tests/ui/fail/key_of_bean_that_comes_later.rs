use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(length(1..=40))]
    //~^ [length] `length` is not supported yet
    name: String,
}

fn main() {}

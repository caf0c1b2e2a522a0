use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range(0..="x"))]
    //~^ ["x"] a range goes from one value to another, and a text is none
    age: u8,
}

fn main() {}

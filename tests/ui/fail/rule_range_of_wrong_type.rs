use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range(0..="x"))]
    //~^ ["x"] mismatched types
    age: u8,
}

fn main() {}

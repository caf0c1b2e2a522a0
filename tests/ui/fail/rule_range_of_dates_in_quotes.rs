use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range("2024-01-01"..="2024-12-31"))]
    //~^ ["2024-01-01"] a range goes from one value to another, and a text is none
    born: u64,
}

fn main() {}

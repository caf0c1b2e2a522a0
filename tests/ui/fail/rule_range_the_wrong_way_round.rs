use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range(150..=0))]
    //~^ [150..=0] nothing is from 150 to 0
    age: u8,
}

fn main() {}

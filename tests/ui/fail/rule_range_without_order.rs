use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range(150..=0))]
    //~^ [150..=0] nothing is from 150 to 0
    age: u8,
    #[bean(length(1..40))]
    //~^ [40] the end of a length is included
    name: String,
}

fn main() {}

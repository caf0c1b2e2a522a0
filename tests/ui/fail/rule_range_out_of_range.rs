use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(range(0..=300))]
    //~^ [300] literal out of range for `u8`
    age: u8,
}

fn main() {}

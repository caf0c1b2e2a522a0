use framework::prelude::*;

#[derive(Bean)]
#[bean(default)]
struct User {
    #[bean(default = 1.5)]
    //~^ [1.5] mismatched types
    id: u8,
}

fn main() {}

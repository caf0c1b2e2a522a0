use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(default = 1)]
    //~^ [1] write `#[bean(default = 1)]`
    age: u8,
}

fn main() {}

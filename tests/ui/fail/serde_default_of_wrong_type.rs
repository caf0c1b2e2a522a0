use framework::prelude::*;

fn one() -> u8 {
    1
}

#[derive(Bean)]
struct User {
    #[serde(default = "one")]
    //~^ ["one"] mismatched types
    name: String,
}

fn main() {}

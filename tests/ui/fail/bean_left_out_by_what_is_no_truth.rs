use framework::prelude::*;

fn length(name: &str) -> usize {
    name.len()
}

#[derive(Bean)]
struct User {
    #[serde(skip_serializing_if = "length")]
    //~^ ["length"] mismatched types
    name: String,
}

fn main() {}

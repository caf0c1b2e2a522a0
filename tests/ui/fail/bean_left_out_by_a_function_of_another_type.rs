use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(skip_serializing_if = "Option::is_none")]
    //~^ ["Option::is_none"] mismatched types
    name: String,
}

fn main() {}

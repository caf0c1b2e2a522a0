use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(flatten)]
    names: Vec<String>,
    //~^ `Vec<std::string::String>` has no members with names
}

fn main() {}

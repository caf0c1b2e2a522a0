use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(flatten)]
    name: String,
    //~^ [String] `std::string::String` has no members with names
    //~| only what has named members is flattened
}

fn main() {}

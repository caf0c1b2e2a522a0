use framework::{prelude::*, serde};

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(crate = "framework::serde")]
struct Address {
    zip: String,
}

#[derive(Bean)]
struct User {
    member: Address,
    //~^ [Address] `Address` cannot be sent as JSON
    //~| add `#[derive(Bean)]` to `Address`
}

fn main() {}

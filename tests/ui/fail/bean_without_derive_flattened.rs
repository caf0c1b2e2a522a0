use framework::prelude::*;

struct Address {
    _zip: String,
}

#[derive(Bean)]
struct User {
    #[serde(flatten)]
    address: Address,
    //~^ [Address] `Address` cannot be sent as JSON
}

fn main() {}

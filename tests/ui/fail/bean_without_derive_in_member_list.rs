use framework::prelude::*;

struct Address {
    _zip: String,
}

#[derive(Bean)]
struct User {
    addresses: Vec<Address>,
    //~^ [Vec<Address>] `Address` cannot be sent as JSON
    //~| add `#[derive(Bean)]` to `Address`
}

fn main() {}

use framework::prelude::*;

struct Address {
    _zip: String,
}

#[derive(Bean)]
#[bean(output)]
struct User {
    address: Address,
    //~^ [Address] `Address` cannot be sent as JSON
}

fn main() {}

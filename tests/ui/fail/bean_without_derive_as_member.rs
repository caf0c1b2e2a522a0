use framework::prelude::*;

struct Address {
    _zip: String,
}

#[derive(Bean)]
struct User {
    address: Address,
    //~^ [Address] `Address` cannot be sent as JSON
    //~| add `#[derive(Bean)]` to `Address`
}

#[get_mapping]
fn find(user: User) -> User {
    user
}

fn main() {}

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

#[derive(Bean)]
struct Club {
    members: Vec<User>,
}

#[post_mapping("/clubs")]
fn create(club: Club) -> Vec<User> {
    club.members
}

fn main() {}

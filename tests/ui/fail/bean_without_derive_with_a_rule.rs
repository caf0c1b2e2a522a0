use framework::prelude::*;

struct Address {
    _zip: String,
}

fn check(_: &Address) -> Result<(), String> {
    Ok(())
}

#[derive(Bean)]
struct User {
    #[bean(custom = check)]
    address: Address,
    //~^ [Address] `Address` cannot be sent as JSON
}

fn main() {}

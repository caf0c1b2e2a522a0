use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(skip, length(1..))]
    //~^ [length] what is never read has no rules
    cache: String,
    #[serde(flatten)]
    #[bean(custom = check)]
    //~^ [custom] a flattened member has no rules of its own
    address: Address,
}

#[derive(Bean)]
struct Address {
    zip: String,
}

fn check(_: &Address) -> Result<(), String> {
    Ok(())
}

fn main() {}

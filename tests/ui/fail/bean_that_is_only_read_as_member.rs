use framework::prelude::*;

#[derive(Bean)]
#[bean(input)]
struct Address {
    zip: String,
}

#[derive(Bean)]
struct User {
    address: Address,
    //~^ [Address] `Address` cannot be sent
    //~| drop `#[bean(input)]` where it stands, or mark the bean that holds it, too
}

fn main() {}

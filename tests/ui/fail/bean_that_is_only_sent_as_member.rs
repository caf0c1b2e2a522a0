use framework::prelude::*;

#[derive(Bean)]
#[bean(output)]
struct Address {
    zip: &'static str,
}

#[derive(Bean)]
struct User {
    address: Address,
    //~^ [Address] `Address` cannot be read from a request
    //~| where it is marked `#[bean(output)]`, drop that, or mark the bean that holds it, too
}

fn main() {}

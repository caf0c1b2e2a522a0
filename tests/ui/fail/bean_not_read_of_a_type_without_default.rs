use framework::prelude::*;

#[derive(Bean)]
struct Address {
    city: String,
}

#[derive(Bean)]
struct User {
    id: u8,
    #[serde(skip_deserializing)]
    address: Address,
    //~^ [Address] the trait bound `Address: std::default::Default` is not satisfied
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(with = "conversions")]
    //~^ ["conversions"] cannot find module or crate `conversions` in this scope
    id: u8,
}

fn main() {}

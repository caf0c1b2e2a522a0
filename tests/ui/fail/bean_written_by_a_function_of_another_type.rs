use framework::{prelude::*, serde};

fn number<S: serde::Serializer>(value: u8, into: S) -> Result<S::Ok, S::Error> {
    into.serialize_u8(value)
}

#[derive(Bean)]
struct User {
    #[serde(serialize_with = "number")]
    //~^ ["number"] mismatched types
    age: u8,
}

fn main() {}

use framework::{prelude::*, serde};

fn number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    serde::Deserialize::deserialize(from)
}

#[derive(Bean)]
struct User {
    #[serde(deserialize_with = "number")]
    //~^ ["number"] mismatched types
    name: String,
}

fn main() {}

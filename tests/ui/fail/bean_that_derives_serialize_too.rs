use framework::prelude::*;
use framework::serde;

#[derive(Bean, serde::Serialize)]
//~^ conflicting implementations of trait
struct User {
    id: u8,
}

fn main() {}

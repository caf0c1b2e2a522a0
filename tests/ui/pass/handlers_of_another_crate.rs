//! What another crate's macro writes means what it means here.
#![deny(warnings)]

use framework::prelude::*;

#[derive(Bean)]
struct Host {
    name: String,
}

#[derive(Bean)]
struct Json {
    name: String,
}

kit::handler!(find);

fn main() {}

use framework::prelude::*;

#[bean(default)]
//~^ [bean] derive helper attribute is used before it is introduced
#[derive(Bean)]
struct User {
    id: u8,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: &'static str,
    //~^ [&] what is borrowed cannot be read from a request; own it (`String`), or add `#[bean(output)]` to the struct
}

fn main() {}

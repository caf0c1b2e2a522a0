use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(custom = 123)]
    //~^ [123] write the name of a function: `custom = check`
    age: u8,
}

fn main() {}

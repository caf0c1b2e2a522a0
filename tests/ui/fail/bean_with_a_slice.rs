use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: [u8],
    //~^ [[u8]] a member has a size; write `Vec<u8>`
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8;
    //~^ [;] struct fields are separated by `,`
    age: u8,
}

fn main() {}

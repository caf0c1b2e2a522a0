use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: ,
    //~^ [,] expected type, found `,`
    age: u8,
}

fn main() {}

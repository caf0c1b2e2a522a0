use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping("/users")]
fn create(user: Box<User>) -> u8 {
    //~^ [Box<User>] a handler cannot take `Box<User>` as an argument
    //~| what a request brings is taken by value: `User`
    1
}

fn main() {}

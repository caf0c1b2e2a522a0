use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping("/users")]
fn create(user: Box<User>) -> u8 {
    //~^ [Box<User>] a handler cannot take `Box<User>` as an argument
    //~| what points to something, as a `Box` or a `&`, is taken as what it holds
    1
}

fn main() {}

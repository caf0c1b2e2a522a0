use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping]
fn create(user: &User) -> usize {
    //~^ [&User] a handler cannot take `&User` as an argument
    //~| what points to something, as a `Box` or a `&`, is taken as what it holds
    user.name.len()
}

fn main() {}

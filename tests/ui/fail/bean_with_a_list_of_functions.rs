use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Vec<fn() -> u8>,
    //~^ [fn] a function is no data; write what it returns
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Option<&str>,
    //~^ [&] missing lifetime specifier
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Vec<_>,
    //~^ [_] the placeholder `_` is not allowed
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: impl std::fmt::Display,
    //~^ [impl std::fmt::Display] `impl Trait` is not allowed in field types
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

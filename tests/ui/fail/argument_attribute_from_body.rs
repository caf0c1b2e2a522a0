use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping]
fn add(#[from_body] user: User) -> String {
//~^ [from_body] `#[from_body]` says of no argument where it comes from; drop it: a bean is taken from the body
    user.name
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8,
}

#[post_mapping]
fn find(#[form] users: Vec<User>) -> Option<u8> {
//~^ [Vec<User>] only what has named members can be read from a form or a path: a bean or a map
    users.first().map(|user| user.id)
}

fn main() {}

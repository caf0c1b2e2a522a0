use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8,
}

#[post_mapping]
fn create(#[part] user: User) -> u8 {
//~^ [User] a bean is made of all parts of a form; drop `#[part]`
    user.id
}

#[post_mapping]
fn list(#[part] users: Vec<User>) -> usize {
//~^ [Vec<User>] a bean is made of all parts of a form; drop `#[part]`
    users.len()
}

fn main() {}

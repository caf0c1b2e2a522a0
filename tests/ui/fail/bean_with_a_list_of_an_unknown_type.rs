use framework::prelude::*;

#[derive(Bean)]
struct User {
    roles: Vec<Role>,
    //~^ [Role] cannot find type `Role` in this scope
}

#[post_mapping]
fn create(user: User) -> User {
    user
}

fn main() {}

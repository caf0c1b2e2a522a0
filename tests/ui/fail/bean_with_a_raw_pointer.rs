use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: *const u8,
    //~^ [*] a pointer is no data; write what it points to
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

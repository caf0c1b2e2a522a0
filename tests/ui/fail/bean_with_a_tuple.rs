use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Vec<(u8, String)>,
    //~^ [(u8, String)] a tuple has no names; write a struct with named members, or `struct Pair(A, B)` for a JSON array
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

use framework::prelude::*;

struct User {
    _name: String,
}

#[post_mapping]
fn create(user: &User) {
//~^ [&User] a handler cannot take `&User` as an argument
    let _ = user;
}

fn main() {}

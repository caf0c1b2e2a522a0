use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[get_mapping("/users")]
fn find() -> Box<User> {
    //~^ [Box<User>] a handler cannot return `Box<User>`
    //~| what points to something, as a `Box`, is returned as what it holds
    todo!()
}

fn main() {}

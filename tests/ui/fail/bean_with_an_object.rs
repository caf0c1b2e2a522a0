use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Box<dyn std::fmt::Debug>,
    //~^ [dyn] an object has no form in JSON; write an enum of what it may be, or leave the member out: `#[bean(skip)]`
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

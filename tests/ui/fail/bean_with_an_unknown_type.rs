use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Vec<Adress>,
    //~^ [Adress] cannot find type `Adress` in this scope
}

#[post_mapping("/users")]
fn create(user: User) -> Vec<User> {
    vec![user]
}

fn main() {}

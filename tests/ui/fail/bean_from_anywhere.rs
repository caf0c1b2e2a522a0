use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8,
}

#[get_mapping]
fn find(#[auto] user: User) -> u8 {
//~^ [User] a bean cannot be read from one text; take its members as arguments
    user.id
}

fn main() {}

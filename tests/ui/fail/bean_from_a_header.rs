use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8,
}

#[get_mapping]
fn find(#[header] user: Option<User>) -> Option<u8> {
//~^ [Option<User>] a bean cannot be read from one text; take its members as arguments
    user.map(|user| user.id)
}

fn main() {}

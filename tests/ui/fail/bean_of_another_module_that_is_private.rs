use framework::prelude::*;

mod models {
    #[derive(framework::Bean)]
    struct User {
        id: u8,
    }
}

#[post_mapping]
fn create(user: models::User) -> u8 {
//~^ [User] struct `User` is private
    let _ = user;
    1
}

fn main() {}

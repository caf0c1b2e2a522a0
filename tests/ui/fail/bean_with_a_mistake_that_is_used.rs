use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(emial)]
    //~^ [emial] the key `emial` is not understood; did you mean `email`?
    mail: String,
}

#[derive(Bean)]
struct Club {
    members: Vec<User>,
}

#[post_mapping("/users")]
fn create(user: User) -> User {
    user
}

#[get_mapping("/clubs")]
fn clubs() -> Option<Club> {
    None
}

fn main() {}

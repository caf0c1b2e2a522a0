use framework::prelude::*;

#[derive(Bean, Debug, Bean)]
//~^ [Bean] `Bean` is derived twice; keep one
struct User {
    name: String,
}

#[get_mapping]
fn find() -> Option<User> {
    None
}

fn main() {}

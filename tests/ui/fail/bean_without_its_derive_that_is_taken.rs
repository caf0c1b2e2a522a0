use framework::prelude::*;

struct User {
    #[bean(email)]
    //~^ [bean] cannot find attribute `bean`
    mail: String,
}

#[post_mapping]
fn add(user: User) -> User {
    user
}

fn main() {}

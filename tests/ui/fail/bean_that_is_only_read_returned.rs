use framework::prelude::*;

#[derive(Bean)]
#[bean(input)]
struct Secret {
    password: String,
}

#[post_mapping]
fn change(secret: Secret) -> Secret {
    //~^ [Secret] a handler cannot return `Secret`
    secret
}

fn main() {}

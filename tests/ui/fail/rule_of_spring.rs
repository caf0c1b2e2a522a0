use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(not_null)]
    //~^ [not_null] the key `not_null` is not understood; a member that is no `Option` and has no default is required
    name: String,
}

fn main() {}

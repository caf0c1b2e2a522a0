use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(required)]
    //~^ [required] the key `required` is not understood; a member that is no `Option` and has no default is required
    name: Option<String>,
}

fn main() {}

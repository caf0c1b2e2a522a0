use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[field(name = "uname")]
    //~^ [field] `#[field]` says nothing of a bean; a bean is read from forms as it is
    name: String,
}

fn main() {}

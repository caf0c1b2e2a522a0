use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[schemars(length(min = 1))]
    //~^ [schemars] `#[schemars]` says nothing of a bean; a bean describes itself
    name: String,
}

fn main() {}

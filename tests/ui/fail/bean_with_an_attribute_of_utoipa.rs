use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[schema(example = "Ada")]
    //~^ [schema] `#[schema]` says nothing of a bean; a bean describes itself
    name: String,
}

fn main() {}

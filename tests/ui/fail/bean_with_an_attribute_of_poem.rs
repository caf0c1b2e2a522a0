use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[oai(validator(max_length = 40))]
    //~^ [oai] `#[oai]` says nothing of a bean; a bean describes itself
    name: String,
}

fn main() {}

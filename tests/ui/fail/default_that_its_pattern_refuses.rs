use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(pattern("^[a-z]+$"), default = "Ada")]
    //~^ ["Ada"] the default `"Ada"` breaks `pattern("^[a-z]+$")`; write one that keeps it
    name: String,
}

fn main() {}

use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(regex = "a+")]
    //~^ [regex] the key `regex` is not understood; write `pattern("^[a-z]+$")`
    name: String,
}

fn main() {}

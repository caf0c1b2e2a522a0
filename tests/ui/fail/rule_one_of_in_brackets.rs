use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(one_of(["a", "b"]))]
    //~^ [["a", "b"]] leave out the brackets: `one_of("a", "b")`
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(pattern("^[a-z+$"))]
    //~^ ["^[a-z+$"] the regular expression is wrong
    name: String,
}

fn main() {}

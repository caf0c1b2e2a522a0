use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(length(8..), default = "secret")]
    //~^ ["secret"] the default `"secret"` breaks `length(8..)`; write one that keeps it
    password: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: impl std::fmt::Display,
    //~^ [impl std::fmt::Display] `impl Trait` is not allowed in field types
}

fn main() {}

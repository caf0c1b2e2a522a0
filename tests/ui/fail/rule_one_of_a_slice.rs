use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(one_of = ["a", "b"])]
    //~^ [one_of] write the values: `one_of("a", "b")` or `one_of(1, 2)`
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(one_of(1.5))]
    //~^ [one_of] the rule `one_of` is not for `f64`
    height: f64,
    #[bean(one_of("a", 1))]
    //~^ [1] mismatched types
    name: String,
}

fn main() {}

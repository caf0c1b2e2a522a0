use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(unique)]
    //~^ [unique] the rule `unique` is not for elements of type `f64`
    marks: Vec<f64>,
    #[bean(unique)]
    //~^ [unique] the rule `unique` is not for `
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean = "email"]
    //~^ ["email"] write `#[bean(email)]`
    mail: String,
}

fn main() {}

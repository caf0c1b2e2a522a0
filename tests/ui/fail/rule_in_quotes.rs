use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean("email")]
    //~^ ["email"] write the key without quotes: `#[bean(email)]`
    mail: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(email)]
    //~^ [email] a rule about text is not for `Vec<
    //~| for the elements of a list write `each(…)`
    mails: Vec<String>,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(each(email))]
    //~^ [email] a rule about text is not for `u8`
    mails: Vec<u8>,
    #[bean(each(length(1..)))]
    //~^ [each] the rule `each` is not for `
    name: String,
}

fn main() {}

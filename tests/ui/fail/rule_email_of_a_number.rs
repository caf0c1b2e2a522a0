use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(email)]
    //~^ [email] a rule about text is not for `u32`
    //~| `pattern`, `email`, `url` and `uuid` are for `String` and other text; for the elements of a list write `each(…)`
    age: u32,
}

fn main() {}

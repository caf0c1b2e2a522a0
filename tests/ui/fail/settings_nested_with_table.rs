use framework::prelude::*;

#[derive(Settings)]
#[settings("mail", nested)]
//~^ ["mail"] a nested struct is a table below the member that holds it
struct Mail {
    host: String,
}

fn main() {}

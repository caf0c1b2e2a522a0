use framework::prelude::*;

#[derive(Bean)]
struct User {
    id = u8,
    //~^ [=] expected `:`, found `=`
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: str,
    //~^ [str] a member has a size; write `String`
}

fn main() {}

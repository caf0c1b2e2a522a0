use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: (),
    //~^ [()] `()` cannot be sent as JSON
    //~| leave the member out
}

fn main() {}

use framework::prelude::*;
struct User;
#[get_mapping("/users")]
fn find(#[guard] user: Option<User>) -> u32 {
//~^ [Option<User>] `User` is not a guard
//~| implement `Guard` for `User`, or drop `#[guard]`
    1
}

fn main() {}

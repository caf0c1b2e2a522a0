use framework::prelude::*;

struct CurrentUser;

#[get_mapping]
fn find(#[guard] user: CurrentUser) {
//~^ [CurrentUser] `CurrentUser` is not a guard
//~| implement `Guard` for `CurrentUser`, or drop `#[guard]`
    let _ = user;
}

fn main() {}

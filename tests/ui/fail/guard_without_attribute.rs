use framework::prelude::*;

struct CurrentUser;

impl Guard for CurrentUser {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(CurrentUser)
    }
}

#[get_mapping]
async fn find(user: CurrentUser) {
//~^ [CurrentUser] a handler cannot take `CurrentUser` as an argument
//~| mark it `#[guard]`
    let _ = user;
}

fn main() {}

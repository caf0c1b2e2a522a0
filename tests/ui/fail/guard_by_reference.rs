use framework::prelude::*;
struct User;
impl Guard for User {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(User)
    }
}
#[get_mapping("/users")]
fn find(#[guard] user: &User) -> u32 {
//~^ [&User] `&User` is not a guard
//~| implement `Guard` for `&User`, or drop `#[guard]`
    1
}

fn main() {}

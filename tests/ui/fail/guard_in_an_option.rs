use framework::prelude::*;
struct User;
impl Guard for User {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(User)
    }
}
#[get_mapping("/users")]
fn find(#[guard] user: Option<User>) -> u32 {
//~^ [Option<User>] `std::option::Option<User>` is not a guard
//~| implement `Guard` for `std::option::Option<User>`, or drop `#[guard]`
    1
}

fn main() {}

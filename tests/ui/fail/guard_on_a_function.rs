use framework::prelude::*;
struct User;
impl Guard for User {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(User)
    }
}
#[get_mapping("/users")]
#[guard(User)]
//~^ `#[guard]` stands at an argument, as `#[guard] name: Type`
fn find() -> u32 {
    1
}

fn main() {}

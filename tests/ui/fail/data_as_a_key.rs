use framework::prelude::*;
#[derive(Bean)]
struct User {
    id: u32,
}
#[post_mapping("/users", data = "<user>")]
//~^ [data] the key `data` is not understood; the body is an argument: a bean, or one marked `#[body]`
fn create(user: User) -> u32 {
    user.id
}

fn main() {}

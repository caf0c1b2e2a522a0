use framework::prelude::*;
use std::sync::Arc;
#[derive(Bean)]
struct User {
    id: u32,
}
#[get_mapping("/users")]
fn find() -> Option<Arc<User>> {
//~^ [Option<Arc<User>>] a handler cannot return `Arc<User>`
//~| return what is behind it, a clone for instance: `User`
    None
}

fn main() {}

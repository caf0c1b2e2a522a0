use framework::prelude::*;
use std::sync::Arc;
#[derive(Bean)]
struct User {
    id: u32,
}
#[get_mapping("/users")]
fn find() -> Arc<User> {
//~^ [Arc<User>] a handler cannot return `Arc<User>`
//~| return what is behind it, a clone for instance: `User`
    Arc::new(User { id: 1 })
}

fn main() {}

use framework::prelude::*;

struct User;

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
}

#[post_mapping("/pages")]
fn create(page: Page<User>) -> usize {
//~^ [Page<User>] `User` cannot be read from a request
//~| add `#[derive(Bean)]` to `User`
    page.items.len()
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
}

#[post_mapping("/pages")]
fn create(page: Page) -> u8 {
    //~^ [Page] missing generics for struct `Page`
    1
}

fn main() {}

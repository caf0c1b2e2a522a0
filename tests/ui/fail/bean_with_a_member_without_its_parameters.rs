use framework::prelude::*;

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Bean)]
struct Book {
    page: Page,
    //~^ [Page] missing generics for struct `Page`
}

fn main() {}

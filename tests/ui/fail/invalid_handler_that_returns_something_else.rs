use framework::prelude::*;

struct Page;

#[invalid_handler(404)]
fn page(_: &Invalid) -> Page {
//~^ [Page] a handler cannot return `Page`
    Page
}

fn main() {}

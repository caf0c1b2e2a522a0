use framework::prelude::*;

struct Page;

#[invalid_handler(404)]
async fn page(_: &Invalid, _: &RequestHead) -> Vec<Page> {
//~^ [Vec<Page>] `Page` cannot be sent as JSON
    Vec::new()
}

fn main() {}

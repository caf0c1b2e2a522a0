use framework::prelude::*;
struct Page {
    page: u32,
}
#[get_mapping("/users")]
fn find(page: Page) -> u32 {
//~^ [Page] a handler cannot take `Page` as an argument
//~| add `#[derive(Bean)]` to `Page` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<Page>`, or by `#[construct]` for all of a controller
    page.page
}

fn main() {}

use framework::prelude::*;
#[get_mapping("/users?<page>")]
//~^ ["/users?<page>"] `?` begins a query, which patterns do not match; write its values as arguments, such as `page`
fn find(page: u32) -> u32 {
    page
}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn echo(text: &str) -> &str {
//~^ [&] a handler cannot return what it borrows: the response outlives the request; return an owned value, as `String`
    text
}

fn main() {}

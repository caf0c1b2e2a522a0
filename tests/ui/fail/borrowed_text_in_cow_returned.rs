use framework::prelude::*;
use std::borrow::Cow;

#[get_mapping]
fn echo(text: &str) -> Cow<'_, str> {
//~^ ['_] a handler cannot return what it borrows
    Cow::Borrowed(text)
}

fn main() {}

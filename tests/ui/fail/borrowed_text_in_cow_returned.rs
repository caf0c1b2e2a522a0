use framework::prelude::*;
use std::borrow::Cow;

#[get_mapping]
fn echo(text: &str) -> Cow<'_, str> {
//~^ [Cow<'_, str>] borrowed data escapes outside of function
    Cow::Borrowed(text)
}

fn main() {}

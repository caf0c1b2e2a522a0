use std::borrow::Cow;

use framework::prelude::*;

#[get_mapping]
fn find(name: Cow<'_, str>) -> usize {
//~^ [Cow<'_, str>] a handler cannot take `Cow<'_, str>` as an argument
    name.len()
}

fn main() {}

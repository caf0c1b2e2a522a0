// `#[api]` without a mapping says nothing about anything.

use framework::prelude::*;

#[api(hidden)]
//~^ [#[api(hidden)]] `#[api]` is for handlers and controllers: write it beside a mapping, as `#[get_mapping]`
fn find() {}

fn main() {}

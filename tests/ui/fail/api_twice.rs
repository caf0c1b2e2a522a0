// Once is enough.

use framework::prelude::*;

#[get_mapping]
#[api(hidden)]
#[api(hidden)]
//~^ [#[api(hidden)]] `#[api]` is there twice; keep one
fn find() {}

fn main() {}

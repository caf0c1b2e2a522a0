// What is said about a handler is said by name.

use framework::prelude::*;

#[get_mapping]
#[api]
//~^ [#[api]] `#[api]` alone says nothing; write `#[api(hidden)]`
fn find() {}

fn main() {}

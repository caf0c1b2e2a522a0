use framework::prelude::*;

#[get_mapping]
#[blocking(request_timeout = "1s")]
//~^ [#[blocking(request_timeout = "1s")]] `#[blocking]` says nothing more; keys belong to the mapping
fn report() {}

fn main() {}

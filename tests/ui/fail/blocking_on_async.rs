use framework::prelude::*;

#[get_mapping]
#[blocking]
//~^ [#[blocking]] an `async fn` gives its thread back while it waits, so it is not moved to another; drop `#[blocking]`
async fn report() {}

fn main() {}

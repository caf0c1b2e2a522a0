use framework::prelude::*;

#[blocking]
//~^ [#[blocking]] an `async fn` gives its thread back while it waits
#[get_mapping("/report")]
#[post_mapping("/report")]
async fn report() {}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn list(#[request_param] page: u32) -> u32 {
//~^ [request_param] `#[request_param]` says of no argument where it comes from; write `#[query]`
    page
}

fn main() {}

use framework::prelude::*;

#[post_mapping("/name")]
fn take(#[form(body_limit = "1 KiB")] name: &str) -> usize {
//~^ [body_limit] the key `body_limit` is not understood
    name.len()
}

fn main() {}

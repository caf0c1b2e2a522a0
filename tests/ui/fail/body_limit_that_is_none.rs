use framework::prelude::*;

#[post_mapping("/files", body_limit = "much")]
//~^ ["much"] `body_limit` is a size as `"10 MiB"`, a number of bytes, or `"none"`
fn take(#[body] file: &[u8]) -> usize {
    file.len()
}

fn main() {}

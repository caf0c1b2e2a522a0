use framework::prelude::*;

#[post_mapping("/files", body_limit = "1 MiB", body_limit = "2 MiB")]
//~^ [body_limit] `body_limit` is there twice; keep one
fn take(#[body] file: &[u8]) -> usize {
    file.len()
}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = 1, default = 2)] page: u32) -> u32 {
//~^ [default] `default` is there twice; keep one
    page
}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = 1, default = 2)] page: u32) -> u32 {
//~^ [default] the key `default` is not understood; it is there twice
    page
}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn list(#[query(defualt = 1)] page: u32) -> u32 {
//~^ [defualt] the key `defualt` is not understood; did you mean `default`?
    page
}

fn main() {}

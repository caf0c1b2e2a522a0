use framework::prelude::*;

#[get_mapping]
fn list(#[query(default)] page: u32) -> u32 {
//~^ [default] `default` needs a value: `default = …`
    page
}

fn main() {}

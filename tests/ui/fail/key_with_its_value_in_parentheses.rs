use framework::prelude::*;

#[get_mapping]
fn list(#[query(default(1))] page: u32) -> u32 {
//~^ [default] `default` needs a value: `default = …`
    page
}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn find(#[query(default)] page: u8) -> u8 {
//~^ [default] `default` needs a value: `default = …`
    page
}

fn main() {}

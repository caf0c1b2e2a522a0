use framework::prelude::*;
#[get_mapping("/users")]
fn list(page: u32 = 1) -> u32 {
//~^ [= 1] parameter defaults
    page
}

fn main() {}

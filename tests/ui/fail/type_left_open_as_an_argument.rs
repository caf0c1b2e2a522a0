use framework::prelude::*;
#[get_mapping("/users")]
fn list(pages: Vec<_>) -> u8 {
//~^ [_] the placeholder `_`
    1
}

fn main() {}

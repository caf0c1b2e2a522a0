use framework::prelude::*;
#[get_mapping("/users", rank = )]
//~^ [rank] `rank` needs a value: `rank = …`
fn list() -> u8 {
    1
}

fn main() {}

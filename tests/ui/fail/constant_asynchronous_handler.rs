use framework::prelude::*;
#[get_mapping("/users")]
const async fn list() -> u8 {
//~^ [const] functions cannot be both
    1
}

fn main() {}

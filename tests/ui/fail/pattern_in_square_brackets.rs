use framework::prelude::*;

#[get_mapping("/users/[id]")]
//~^ ["/users/[id]"] `[id]` is not a capture; write `<id>` (a `[` itself is `%5B`)
fn find(id: u8) -> u8 {
    id
}

fn main() {}

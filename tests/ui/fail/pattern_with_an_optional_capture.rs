use framework::prelude::*;
#[get_mapping("/users/<id?>")]
//~^ ["/users/<id?>"] `<id?>` is not an optional capture, there is none; write `<id>`, and a second pattern without it
fn find(id: Option<u32>) -> u32 {
    id.unwrap_or(0)
}

fn main() {}

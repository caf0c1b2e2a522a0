use framework::prelude::*;

#[get_mapping("/users/<id>", "/users")]
fn find(#[path] id: u8) -> u8 {
//~^ no capture is called `id` in `/users`
    id
}

fn main() {}

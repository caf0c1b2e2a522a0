use framework::prelude::*;

#[derive(Bean)]
struct User {
    u8 id,
    //~^ [id] expected `:`, found `id`
}

fn main() {}

use framework::prelude::*;
#[get_mapping("/users", "/people", "/users")]
//~^ ["/users"] `/users` is there twice; keep one
fn list() -> u8 {
    1
}

fn main() {}

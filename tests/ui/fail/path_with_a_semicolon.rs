use framework::prelude::*;

#[get_mapping("/users";)]
//~^ [;] expected `,`
fn find() -> u8 {
    1
}

fn main() {}

use framework::prelude::*;

#[get_mapping("/{name")]
//~^ ["/{name"] `{name` is not a capture; write `<name>`
fn find() -> u8 {
    1
}

fn main() {}

use framework::prelude::*;

#[get_mapping("/users/<id||[0-9>")]
//~^ ["/users/<id||[0-9>"] `[0-9` is not a regular expression
fn find(id: u8) -> u8 {
    id
}

fn main() {}

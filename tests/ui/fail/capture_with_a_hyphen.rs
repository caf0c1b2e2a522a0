use framework::prelude::*;

#[get_mapping("/<user-id>")]
//~^ ["/<user-id>"] `<user-id>` has a name that is not a Rust identifier; write one, such as `<user_id>`
fn find(user_id: u8) -> u8 {
    user_id
}

fn main() {}

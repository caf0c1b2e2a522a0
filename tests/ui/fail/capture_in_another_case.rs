use framework::prelude::*;

#[get_mapping("/<userId>")]
//~^ ["/<userId>"] `<userId>` has no matching argument; rename `user_id` to `userId`, or write `<>`
fn find(user_id: u8) -> u8 {
    user_id
}

fn main() {}

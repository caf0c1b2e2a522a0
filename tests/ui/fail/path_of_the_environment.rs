use framework::prelude::*;

#[get_mapping(env!("USERS"))]
//~^ [env] no macro can look into another, or into a constant; write the text itself
fn find() -> u8 {
    1
}

fn main() {}

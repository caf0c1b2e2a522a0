use framework::prelude::*;
const USERS: &str = "/users";

#[get_mapping(self::USERS)]
//~^ [self] no macro can look into another, or into a constant; write the text itself
fn list() -> &'static str {
    USERS
}

fn main() {}

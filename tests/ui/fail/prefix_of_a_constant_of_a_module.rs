use framework::prelude::*;

mod routes {
    pub const USERS: &str = "/users";
}

#[derive(Default)]
struct Users;

#[controller(routes::USERS)]
//~^ [routes] no macro can look into another, or into a constant; write the text itself
impl Users {
    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}

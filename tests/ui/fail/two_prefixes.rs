use framework::prelude::*;
#[derive(Default)]
struct Users;
#[controller("/users", "/people")]
//~^ ["/people"] one text is enough here
impl Users {
    #[get_mapping]
    fn find(&self) -> u32 {
        1
    }
}

fn main() {}

use framework::prelude::*;
#[derive(Default)]
struct Users;
#[controller("/users/")]
//~^ ["/users/"] `/users/` ends with a `/`; drop it: write `/users`
impl Users {
    #[get_mapping]
    fn find(&self) -> u32 {
        1
    }
}

fn main() {}

use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
#[controller("/people")]
//~^ [#[controller("/people")]] `#[controller]` is there twice; keep one
impl Users {
    #[get_mapping]
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}

use framework::prelude::*;
#[derive(Default)]
struct Users;

#[get_mapping("/users")]
#[controller]
impl Users {
//~^ [impl] `#[get_mapping]` stands on a function; on the `impl` around methods stands `#[controller("/users")]`
    #[get_mapping]
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}

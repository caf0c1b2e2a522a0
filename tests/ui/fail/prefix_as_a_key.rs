use framework::prelude::*;
#[derive(Default)]
struct Users;
#[controller(prefix = "/users")]
//~^ [prefix] the key `prefix` is not understood; write the prefix itself: `#[controller("/users")]`
impl Users {
    #[get_mapping]
    fn find(&self) -> u32 {
        1
    }
}

fn main() {}

use framework::prelude::*;

trait Contract {
    fn find(&self) -> u8;
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Contract for Users {
//~^ [Contract] `#[controller]` on the impl of a trait is reserved for a later version; write `impl Type { … }`
    #[get_mapping]
    fn find(&self) -> u8 {
        1
    }
}

fn main() {}

use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Controller for Users {
//~^ [Controller] `#[controller]` on the impl of a trait is reserved for a later version; write `impl Type { … }`
    #[get_mapping]
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}

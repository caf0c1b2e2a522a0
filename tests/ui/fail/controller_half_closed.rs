use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}}
//~^ [}] unexpected closing delimiter: `}`

fn main() {}

use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    #[get_mapping]
    //~^ [#[get_mapping]] the function of `#[construct]` answers no requests; drop this mapping
    fn new() -> Self {
        Users
    }
}

fn main() {}

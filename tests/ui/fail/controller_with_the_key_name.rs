use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users", name = "Users")]
//~^ [name] the key `name` is not understood; its documentation comment describes it
impl Users {
    #[get_mapping("/")]
    fn list(&self) {}
}

fn main() {}

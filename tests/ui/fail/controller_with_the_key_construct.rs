use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users", construct = new)]
//~^ [construct] the key `construct` is not understood; the function that makes it is marked `#[construct]`
impl Users {
    #[get_mapping("/")]
    fn list(&self) {}
}

fn main() {}

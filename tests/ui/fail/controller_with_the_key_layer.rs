use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users", layer = Log)]
//~^ [layer] the key `layer` is not understood; what stands around handlers is a tower layer
impl Users {
    #[get_mapping("/")]
    fn list(&self) {}
}

fn main() {}

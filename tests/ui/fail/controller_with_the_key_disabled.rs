use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users", disabled)]
//~^ [disabled] the key `disabled` is not understood; write `enabled = false`
impl Users {
    #[get_mapping("/")]
    fn list(&self) {}
}

fn main() {}

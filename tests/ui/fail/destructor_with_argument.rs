use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    fn close(&self, reason: String) {
    //~^ [reason: String] `#[destruct]` takes `&self` alone; keep what it needs in the controller
        drop(reason);
    }
}

fn main() {}

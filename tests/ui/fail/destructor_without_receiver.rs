use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    fn close() {}
    //~^ [close] `#[destruct]` needs the controller: `fn close(&self)`
}

fn main() {}

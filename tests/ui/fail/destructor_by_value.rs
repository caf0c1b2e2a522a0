use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    fn close(self) {}
    //~^ [self] `#[destruct]` takes `&self`
}

fn main() {}

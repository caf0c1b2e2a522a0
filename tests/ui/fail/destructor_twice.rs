use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    #[destruct]
    //~^ [#[destruct]] a controller ends once; drop this `#[destruct]` or the one before
    fn close(&self) {}
}

fn main() {}

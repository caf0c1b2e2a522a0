use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destructor]
    //~^ [destructor] `#[destructor]` means nothing here; write `#[destruct]`
    fn close(&self) {}
}

fn main() {}

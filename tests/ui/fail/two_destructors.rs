use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    fn close(&self) {}

    #[destruct]
    //~^ [#[destruct]] a controller ends once; drop this `#[destruct]` or the one before
    async fn end(&self) {}
}

fn main() {}

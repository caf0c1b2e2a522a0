use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    async fn find(&self) -> Option<Usr> {
    //~^ [Usr] cannot find type `Usr` in this scope
        None
    }
}

fn main() {}

use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    async fn find(&self) -> Option<Usr> {
    //~^ [Usr] cannot find type `Usr` in this scope
    // The compiler says it again for generated code, without the help that makes this one differ.
    //~+ 1
        None
    }
}

fn main() {}

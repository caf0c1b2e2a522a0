use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn list(&'static self) -> u8 {
    //~^ [&'static self] a handler takes `&self`: requests run at the same time; keep what changes in an atomic or a `Mutex`
        1
    }
}

fn main() {}

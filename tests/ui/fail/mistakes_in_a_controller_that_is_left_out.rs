use framework::prelude::*;

struct Unsupported;

#[derive(Default)]
struct Users;

#[controller("/users", enabled = false)]
impl Users {
    #[get_mapping]
    fn one(&self) -> Unsupported {
    //~^ [Unsupported] a handler cannot return `Unsupported`
        Unsupported
    }

    #[get_mapping]
    fn two(&self, wrong: Unsupported) {}
    //~^ [Unsupported] `Unsupported`
}

fn main() {}

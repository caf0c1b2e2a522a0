use framework::prelude::*;

struct Unsupported;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn one(&self, #[query] id: ) -> u8 {
    //~^ [)] expected type, found `)`
        1
    }

    #[get_mapping]
    fn two(&self) -> Unsupported {
    //~^ [Unsupported] a handler cannot return `Unsupported`
        Unsupported
    }
}

fn main() {}

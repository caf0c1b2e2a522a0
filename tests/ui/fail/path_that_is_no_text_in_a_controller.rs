use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller(/users)]
//~^ [/] expected a text in quotes or a key
impl Users {
    #[get_mapping(/all)]
    //~^ [/] expected a text in quotes or a key
    fn find(&self, #[query] id: u8) -> u8 {
        id
    }
}

fn main() {}

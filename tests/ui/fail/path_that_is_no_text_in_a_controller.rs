use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller(/users)]
//~^ [/] a path stands in quotes: `"/users"`
impl Users {
    #[get_mapping(/all)]
    //~^ [/] a path stands in quotes: `"/users"`
    fn find(&self, #[query] id: u8) -> u8 {
        id
    }
}

fn main() {}

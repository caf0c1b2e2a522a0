use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping()]
    fn one(&self, #[query(default = )] id: u8) -> u8 {
    //~^ unexpected end of input, expected an expression
        id
    }
}

fn main() {}

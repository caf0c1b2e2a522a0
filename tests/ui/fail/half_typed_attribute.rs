use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping()]
    fn one(&self, #[query(default = )] id: u8) -> u8 {
    //~^ [default] `default` needs a value: `default = …`
        id
    }
}

fn main() {}

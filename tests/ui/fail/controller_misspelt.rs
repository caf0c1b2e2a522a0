use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controler("/users")]
//~^ [controler] cannot find attribute `controler` in this scope
impl Users {
    #[get_mapping("/all")]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}

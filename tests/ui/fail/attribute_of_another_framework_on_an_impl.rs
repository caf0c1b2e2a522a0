use framework::prelude::*;
#[derive(Default)]
struct Users;

#[rest_controller]
//~^ [rest_controller] cannot find attribute
impl Users {
    #[get_mapping("/users")]
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}

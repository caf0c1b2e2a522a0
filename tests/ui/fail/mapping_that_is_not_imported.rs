use framework::controller;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    //~^ [get_mapping] unresolved import
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}

use framework::{controller, get_mapping as fetch};

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[fetch("/all")]
    //~^ [#[fetch("/all")]] a controller knows mappings by their own names; write `#[get_mapping]`
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}

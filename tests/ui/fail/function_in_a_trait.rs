use framework::prelude::*;
trait Users {
    #[get_mapping("/users")]
    fn list() -> u8 {
    //~^ [list] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
        1
    }
}

fn main() {}

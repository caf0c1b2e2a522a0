use framework::prelude::*;
trait Users {
    #[get_mapping("/users")]
    fn list(&self) -> u8;
    //~^ [&self] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
}

fn main() {}

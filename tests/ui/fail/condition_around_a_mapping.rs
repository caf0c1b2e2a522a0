use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[cfg_attr(true, get_mapping)]
    fn maybe(&self) {}
    //~^ [&self] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
}

fn main() {}

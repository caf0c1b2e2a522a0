use framework::prelude::*;

#[derive(Default)]
struct Users;

macro_rules! getter {
    ($name:ident) => {
        #[get_mapping]
        fn $name(&self) -> u8 {
        //~^ [&self] a controller does not see what a macro writes into it; let the macro write the whole `impl`, or write `#[get_mapping]` outside of it
            1
        }
    };
}

#[controller]
impl Users {
    getter!(all);
}

fn main() {}

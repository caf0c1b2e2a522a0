use framework::prelude::*;
macro_rules! handlers {
    () => {
        fn list() -> u8 {
            1
        }
    };
}

#[get_mapping("/users")]
handlers!();
//~^ [handlers!();] `#[get_mapping]` stands on a function

fn main() {}

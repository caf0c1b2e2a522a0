use framework::prelude::*;

struct Unsupported;

macro_rules! getter {
    ($name:ident $type:ty) => {
        #[get_mapping]
        fn $name(wanted: $type) -> u8 {
            let _ = wanted;
            1
        }
    };
}

getter!(find Unsupported);
//~^ [Unsupported] a handler cannot take `Unsupported` as an argument

fn main() {}

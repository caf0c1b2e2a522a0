use framework::prelude::*;

struct Unsupported;

macro_rules! getter {
    ($name:ident) => {
        #[get_mapping]
        fn $name() -> Unsupported {
        //~^ [Unsupported] a handler cannot return `Unsupported`
            Unsupported
        }
    };
}

getter!(find);

fn main() {}

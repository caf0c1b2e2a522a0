use framework::prelude::*;

macro_rules! getter {
    ($name:ident $type:ty) => {
        #[get_mapping]
        fn $name(wanted: $type) -> u8 {
            let _ = wanted;
            1
        }
    };
}

getter!(one Usr);
//~^ [Usr] cannot find type `Usr` in this scope
getter!(many Vec<Usr>);
//~^ [Usr] cannot find type `Usr` in this scope

fn main() {}

use framework::prelude::*;

/// Works without a route.
struct Sweeper;

#[controller]
impl Sweeper {
    #[construct]
    fn new() -> Self {
        println!("the sweeper works");
        Sweeper
    }
}

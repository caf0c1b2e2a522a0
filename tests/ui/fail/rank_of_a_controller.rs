use framework::prelude::*;

#[derive(Default)]
struct Orders;

#[controller("/orders", rank = 1)]
//~^ [rank] the key `rank` is not understood; it stands at a mapping of a method
impl Orders {
    #[get_mapping]
    fn list(&self) {}
}

fn main() {}

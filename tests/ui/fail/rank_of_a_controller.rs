use framework::prelude::*;

#[derive(Default)]
struct Orders;

#[controller("/orders", rank = 1)]
//~^ [rank] the key `rank` is not understood; known are `enabled`, `client`, `body_limit`, `request_timeout`, `on_disconnect`, `crate`
impl Orders {
    #[get_mapping]
    fn list(&self) {}
}

fn main() {}

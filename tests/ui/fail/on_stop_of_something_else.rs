use framework::prelude::*;

#[derive(Default)]
struct Lines;

#[controller]
impl Lines {
    #[on_stop]
    fn stopping(&self, _reason: u8) {}
    //~^ [u8] mismatched types
}

fn main() {}

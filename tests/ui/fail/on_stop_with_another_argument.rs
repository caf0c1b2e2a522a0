use framework::prelude::*;

#[derive(Default)]
struct Lines;

#[controller]
impl Lines {
    #[on_stop]
    fn stopping(&self, _reason: StopReason, _more: u8) {}
    //~^ [u8] `#[on_stop]` is told what stops, and nothing else
}

fn main() {}

use framework::prelude::*;

#[derive(Default)]
struct Lines;

#[controller]
impl Lines {
    #[on_stop]
    fn stopping(_reason: StopReason) {}
    //~^ [stopping] `#[on_stop]` needs the controller: `fn stopping(&self, reason: StopReason)`
}

fn main() {}

use framework::prelude::*;

#[derive(Default)]
struct Lines;

#[controller]
impl Lines {
    #[on_stop]
    fn stopping(&self) {}
    //~^ [stopping] `#[on_stop]` is told what stops: `fn stopping(&self, reason: StopReason)`
}

fn main() {}

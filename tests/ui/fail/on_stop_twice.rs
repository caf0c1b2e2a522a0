use framework::prelude::*;

#[derive(Default)]
struct Lines;

#[controller]
impl Lines {
    #[on_stop]
    fn first(&self, _reason: StopReason) {}

    #[on_stop]
    //~^ [#[on_stop]] a controller is told once; drop this `#[on_stop]` or the one before
    fn second(&self, _reason: StopReason) {}
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct Search {
    #[bean(range(1..=100), default = 1000)]
    //~^ [1000] the default `1000` breaks `range(1..=100)`; write one that keeps it
    size: u32,
    #[bean(range(0.0..1.0), default = 1.0)]
    //~^ [1.0] the default `1.0` breaks `range(0.0..1.0)`
    share: f64,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct Circle {
    #[bean(range(0..=10))]
    //~^ [range] the ends of this range are `{integer}`, and the member is `f64`
    //~| `0.0` is a float, `0` an integer
    radius: f64,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct Square {
    #[bean(range(0.5..=1.5))]
    //~^ [range] the ends of this range are `{float}`, and the member is `u32`
    side: u32,
}

fn main() {}

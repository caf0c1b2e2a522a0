use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(min = 5)]
    //~^ [min] the key `min` is not understood; write `range(5..)`
    age: u8,
}

fn main() {}

use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(range(min = 1, max = 5))]
    //~^ [min] write `range(0..=150)`, `range(0..)`, `range(..=150)` or `range(..150)`
    age: u8,
}

fn main() {}

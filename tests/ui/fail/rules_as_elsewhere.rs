use framework::prelude::*;
const MOST: usize = 9;
#[derive(Bean)]
struct User {
    #[bean(min_length = 3)]
    //~^ [min_length] the key `min_length` is not understood; write `length(3..)`
    name: String,
    #[bean(max_items = MOST)]
    //~^ [max_items] the key `max_items` is not understood; write `length(..=40)`
    names: Vec<String>,
    #[bean(ge = 0)]
    //~^ [ge] the key `ge` is not understood; write `range(0..)`
    age: i8,
    #[bean(le = 1.5)]
    //~^ [le] the key `le` is not understood; write `range(..=1.5)`
    weight: f64,
    #[bean(minimum = -3)]
    //~^ [minimum] the key `minimum` is not understood; write `range(-3..)`
    level: i8,
    #[bean(max = 9)]
    //~^ [max] the key `max` is not understood; write `range(..=9)`
    floor: i8,
    #[bean(not_empty)]
    //~^ [not_empty] the key `not_empty` is not understood; write `length(1..)`
    title: String,
}

fn main() {}

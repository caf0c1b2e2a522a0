use framework::prelude::*;
use std::collections::HashMap;

#[post_mapping]
fn all(prices: HashMap<f64, String>) -> usize {
//~^ [HashMap<f64, String>] `f64` cannot be the key of a `HashMap`
    prices.len()
}

fn main() {}

use framework::prelude::*;
use std::collections::HashSet;

#[get_mapping]
fn all(prices: HashSet<f64>) -> usize {
//~^ [HashSet<f64>] `f64` cannot be in a `HashSet`
//~| take a `Vec`
    prices.len()
}

fn main() {}

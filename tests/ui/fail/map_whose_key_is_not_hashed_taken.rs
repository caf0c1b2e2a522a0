use framework::prelude::*;
use std::collections::HashMap;

#[derive(Bean)]
enum Tag {
    Old,
    New,
}

#[post_mapping]
fn all(counts: HashMap<Tag, u32>) -> usize {
//~^ [HashMap<Tag, u32>] `Tag` cannot be the key of a `HashMap`
//~| `#[derive(Bean, PartialEq, Eq, Hash)]`
    counts.len()
}

fn main() {}

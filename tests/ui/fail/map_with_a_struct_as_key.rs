use framework::prelude::*;
use std::collections::HashMap;
#[derive(Bean, Hash, PartialEq, Eq)]
struct Key {
    a: u32,
}
#[derive(Bean)]
struct Table {
    rows: HashMap<Key, u32>,
    //~^ [HashMap<Key, u32>] `Key` cannot be the key of a JSON object
    //~| keys are strings, characters, integers, dates and `#[derive(Bean)]` enums without data
}

fn main() {}

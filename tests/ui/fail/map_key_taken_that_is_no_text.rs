use framework::prelude::*;
use std::collections::HashMap;

#[post_mapping]
fn all(map: HashMap<bool, u8>) {
//~^ [HashMap<bool, u8>] `bool` cannot be the key of a `HashMap`
    let _ = map;
}

fn main() {}

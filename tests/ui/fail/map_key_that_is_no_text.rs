use framework::prelude::*;
use std::collections::HashMap;

#[get_mapping]
fn all() -> HashMap<Vec<u8>, u8> {
//~^ [HashMap<Vec<u8>, u8>] Vec<u8>` cannot be the key of a JSON object
//~| keys are strings
    HashMap::new()
}

fn main() {}

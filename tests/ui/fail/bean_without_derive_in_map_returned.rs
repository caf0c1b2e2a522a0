use framework::prelude::*;
use std::collections::HashMap;

struct Unsupported;

#[get_mapping]
fn all() -> HashMap<String, Unsupported> {
//~^ [HashMap<String, Unsupported>] `Unsupported` cannot be sent as JSON
    HashMap::new()
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
#[serde(untagged)]
//~^ [untagged] `#[serde(untagged)]` is not understood here; understood are `rename_all`, `deny_unknown_fields`, `default`, `transparent`
struct Square {
    side: f64,
}

fn main() {}

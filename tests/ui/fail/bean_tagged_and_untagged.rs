use framework::prelude::*;

#[derive(Bean)]
#[serde(tag = "type", untagged)]
//~^ [untagged] an enum is either tagged or untagged; remove one
enum Shape {
    Square { side: f64 },
}

fn main() {}

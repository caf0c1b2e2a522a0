use framework::prelude::*;

#[derive(Bean)]
#[serde(tag = "kind")]
enum Shape {
    Square { kind: String },
    //~^ [kind] `kind` is the name of the tag; rename one of them
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
#[serde(content = "data")]
//~^ [content] `content` goes with a tag: `#[serde(tag = "type", content = "data")]`
enum Shape {
    Square(f64),
}

fn main() {}

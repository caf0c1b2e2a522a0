use framework::prelude::*;

#[derive(Bean)]
#[serde(tag = "type")]
enum Shape {
    Point,
    Square(f64),
    Line(f64, f64),
    //~^ [(f64, f64)] `type` has no place here; give the members names, or add `content = "…"`
}

fn main() {}

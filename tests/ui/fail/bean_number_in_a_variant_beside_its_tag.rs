use framework::prelude::*;

#[derive(Bean)]
#[serde(tag = "kind")]
enum Shape {
    Circle(f64),
    //~^ [f64] `f64` has no members with names
    //~| write a variant with named members
    Square { side: f64 },
}

fn main() {}

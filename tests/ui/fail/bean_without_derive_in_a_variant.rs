use framework::prelude::*;

struct Side;

#[derive(Bean)]
enum Shape {
    Square(Side),
    //~^ [Side] `Side` cannot be sent as JSON
    Circle { radius: f64 },
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
enum Shape {
    Point,
    Circle { radius: f64 },
    //~^ [{ radius: f64 }] variants with data are not supported yet
    Square(f64),
    //~^ [(f64)] variants with data are not supported yet
}

fn main() {}

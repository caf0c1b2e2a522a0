use framework::prelude::*;

#[derive(Bean)]
enum Shape {
    #[serde(other)]
    //~^ [other] `#[serde(other)]` is not understood here; understood are `rename`, `rename_all`, `alias`, `skip`, `skip_serializing`, `skip_deserializing`
    Unknown,
    Square(f64),
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
enum Shape {
    #[bean(range(0.0..))]
    //~^ [bean] a variant has no rules and no default; write it at a member of the variant
    Circle { radius: f64 },
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
#[bean(input, output)]
//~^ [input] a bean of both directions needs neither `input` nor `output`; remove both
struct Point {
    x: i32,
}

fn main() {}

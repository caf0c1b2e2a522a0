use framework::prelude::*;

#[derive(Bean)]
struct Point(
    i32,
    #[bean(default)] i32,
    //~^ [default] every element of a JSON array must be there; give the members names
);

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct Point(i32, i32);
//~^ [(i32, i32)] members without names have none in JSON either; give them names

fn main() {}

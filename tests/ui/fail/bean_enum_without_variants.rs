use framework::prelude::*;

#[derive(Bean)]
enum Nothing {}
//~^ [Nothing] an enum without variants has no value; add one

fn main() {}

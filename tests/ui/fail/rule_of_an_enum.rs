use framework::prelude::*;

#[derive(Bean)]
#[bean(custom = check)]
//~^ [custom] an enum without data has no rules
enum Colour {
    Red,
}

fn main() {}

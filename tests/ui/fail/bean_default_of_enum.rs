use framework::prelude::*;

#[derive(Bean)]
#[bean(default)]
//~^ [default] an enum's default is the variant
enum Kind {
    One,
}

fn main() {}

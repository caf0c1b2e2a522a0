use framework::prelude::*;

#[derive(Bean)]
enum Kind {
    #[bean(default)]
    //~^ [bean] a variant has no rules and no default
    One,
    Two,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
#[bean(length(1..=40))]
//~^ [length] the key `length` is not understood; rules stand at the members; one of the whole is `custom = check`
struct Name {
    first: String,
}

fn main() {}

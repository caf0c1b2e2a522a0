use framework::prelude::*;

#[derive(Bean)]
enum Kind {
    One,
}

#[derive(Bean)]
#[bean(default)]
struct User {
    kind: Kind,
    //~^ [Kind] Default` is not satisfied
}

fn main() {}

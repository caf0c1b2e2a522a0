use framework::prelude::*;

#[derive(Bean)]
enum Kind {
    One,
}

#[derive(Bean)]
struct User {
    #[bean(default)]
    kind: Kind,
    //~^ [Kind] Default` is not satisfied
}

fn main() {}

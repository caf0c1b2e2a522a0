use framework::prelude::*;

#[derive(Debug, Bean)]
#[derive(Clone)]
#[derive(Bean, PartialEq)]
//~^ [Bean] `Bean` is derived twice; keep one
struct User {
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(default = 1)]
    #[bean(default = 2)]
    //~^ [default] `default` is there twice; keep one
    age: u8,
}

fn main() {}

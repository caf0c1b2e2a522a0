use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(default = 1)]
    #[serde(default)]
    //~^ [default] the default is there twice, for serde and for the bean; keep one
    id: u8,
}

fn main() {}

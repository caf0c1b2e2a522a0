use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(ignore)]
    //~^ [ignore] the key `ignore` is not understood; write `skip`
    cache: u8,
}

fn main() {}

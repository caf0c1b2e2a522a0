use framework::prelude::*;

struct User {
    #[bean(range(1..=2))]
    //~^ [bean] cannot find attribute `bean` in this scope
    id: u8,
}

fn main() {}

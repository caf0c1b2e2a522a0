use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(max_length = 5)]
    //~^ [max_length] the key `max_length` is not understood; write `length(..=5)`
    name: String,
}

fn main() {}

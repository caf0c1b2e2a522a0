use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(writeonly)]
    //~^ [writeonly] the key `writeonly` is not understood; write `#[serde(skip_serializing)]` beside it
    password: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct Task {
    #[bean(output)]
    //~^ [output] the key `output` is not understood; write `#[serde(skip_deserializing)]` beside it
    id: u64,
    #[bean(input)]
    //~^ [input] the key `input` is not understood; write `#[serde(skip_serializing)]` beside it
    secret: String,
}

fn main() {}

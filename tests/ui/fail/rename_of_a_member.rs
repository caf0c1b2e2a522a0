use framework::prelude::*;
#[derive(Bean)]
struct User {
    #[bean(rename = "userName")]
    //~^ [rename] the key `rename` is not understood; write `#[serde(rename = "…")]` beside it
    name: String,
}

fn main() {}

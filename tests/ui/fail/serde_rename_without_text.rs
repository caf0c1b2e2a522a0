use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(rename)]
    //~^ [rename] write `rename = "…"`
    name: String,
}

fn main() {}

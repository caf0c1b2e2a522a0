use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde("userName")]
    //~^ ["userName"] write a key, as `rename = "…"`
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(rename = "name")]
    first_name: String,
    name: String,
    //~^ [name] `name` is the name of two members; rename one of them
}

fn main() {}

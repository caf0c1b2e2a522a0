use framework::prelude::*;

#[derive(Bean)]
#[serde(rename_all = "camelcase")]
//~^ ["camelcase"] `camelcase` is no case; write one of
struct User {
    name: String,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(renam = "userId")]
    //~^ [renam] `#[serde(renam)]` is not understood here; did you mean `rename`?
    id: u8,
}

fn main() {}

use framework::prelude::*;

#[derive(Bean)]
#[serde(rename_al = "camelCase")]
//~^ [rename_al] `#[serde(rename_al)]` is not understood here; did you mean `rename_all`?
struct User {
    #[serde(renam = "n")]
    //~^ [renam] `#[serde(renam)]` is not understood here; did you mean `rename`?
    name: String,
}

fn main() {}

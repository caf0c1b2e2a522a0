use framework::prelude::*;

#[derive(Bean)]
enum Kind {
    #[serde(renam = "a")]
    //~^ [renam] `#[serde(renam)]` is not understood here; did you mean `rename`?
    One,
}

#[get_mapping("/kinds/<kind>")]
fn find(kind: Kind) -> Kind {
    kind
}

fn main() {}

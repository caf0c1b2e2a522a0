use framework::prelude::*;

#[get_mapping(prefixed, prefixed = false)]
//~^ [prefixed] `prefixed` is there twice; keep one
fn page() -> String {
    "$html:x".into()
}

fn main() {}

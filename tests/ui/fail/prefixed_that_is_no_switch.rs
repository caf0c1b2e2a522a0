use framework::prelude::*;

#[get_mapping(prefixed = 1)]
//~^ [1] `prefixed` is `true` or `false`
fn page() -> String {
    "$html:x".into()
}

fn main() {}

use framework::prelude::*;

#[get_mapping(prefixed("$html:"))]
//~^ [prefixed] `prefixed` is `true` or `false`
fn page() -> String {
    "$html:x".into()
}

fn main() {}

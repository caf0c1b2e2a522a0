use framework::prelude::*;

#[get_mapping(prefixd)]
//~^ [prefixd] the key `prefixd` is not understood; did you mean `prefixed`?
fn page() -> String {
    "$html:x".into()
}

fn main() {}

use framework::prelude::*;

#[get_mapping]
fn page() -> &str {
//~^ [&] missing lifetime specifier
    "$html:x"
}

fn main() {}

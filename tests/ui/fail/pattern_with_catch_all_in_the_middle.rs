use framework::prelude::*;

#[get_mapping("/<*rest>/raw")]
//~^ ["/<*rest>/raw"] `<*rest>` is a catch-all and not the last segment
fn raw(rest: String) -> String {
    rest
}

fn main() {}

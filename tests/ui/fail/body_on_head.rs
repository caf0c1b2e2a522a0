use framework::prelude::*;

#[head_mapping]
fn find(#[body] text: String) {
//~^ [#[body]] a HEAD request has no body
    let _ = text;
}

fn main() {}

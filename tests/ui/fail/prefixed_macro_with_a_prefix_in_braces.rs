use framework::{prefixed, prelude::*};

#[get_mapping]
fn page(kind: &str) -> impl IntoResponse {
    prefixed!("${kind}:x")
    //~^ ["${kind}:x"] the text begins with no prefix; write one of `$text:`
}

fn main() {}

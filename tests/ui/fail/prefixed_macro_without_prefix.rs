use framework::{prefixed, prelude::*};

#[get_mapping]
fn page(n: u8) -> impl IntoResponse {
    prefixed!("<h1>{n}</h1>")
    //~^ ["<h1>{n}</h1>"] the text begins with no prefix; write one of `$text:`
}

fn main() {}

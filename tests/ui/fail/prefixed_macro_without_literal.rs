use framework::{prefixed, prelude::*};

#[get_mapping]
fn page(text: String) -> impl IntoResponse {
    prefixed!(text)
    //~^ [text] expected string literal; write `prefixed!("$html:<h1>{name}</h1>")`
}

fn main() {}

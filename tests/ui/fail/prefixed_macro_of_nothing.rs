use framework::{prefixed, prelude::*};

#[get_mapping]
fn page() -> impl IntoResponse {
    prefixed!()
    //~^ [prefixed!()] unexpected end of input, expected string literal; write `prefixed!("$html:<h1>{name}</h1>")`
}

fn main() {}

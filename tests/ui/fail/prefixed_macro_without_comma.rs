use framework::{prefixed, prelude::*};

#[get_mapping]
fn page(n: u8) -> impl IntoResponse {
    prefixed!("$html:{}" n)
    //~^ [n] expected `,`; write `prefixed!("$html:<h1>{name}</h1>")`
}

fn main() {}

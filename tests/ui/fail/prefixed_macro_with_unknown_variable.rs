use framework::{prefixed, prelude::*};

#[get_mapping]
fn page() -> impl IntoResponse {
    prefixed!("$html:{unknown}")
    //~^ ["$html:{unknown}"] cannot find value `unknown` in this scope
}

fn main() {}

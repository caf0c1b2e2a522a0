use framework::{prefixed, prelude::*};

#[get_mapping]
fn page() -> impl IntoResponse {
    prefixed!("$html:{}", 1, 2)
    //~^ [2] argument never used
}

fn main() {}

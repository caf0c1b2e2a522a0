use framework::{prefixed, prelude::*};

#[get_mapping]
fn page() -> impl IntoResponse {
    prefixed!("$html:{} of {}", 1)
    //~^ ["$html:{} of {}"] 2 positional arguments in format string, but there is 1 argument
}

fn main() {}

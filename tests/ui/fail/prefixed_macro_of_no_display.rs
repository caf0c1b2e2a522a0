use framework::{prefixed, prelude::*};

struct User;

#[get_mapping]
fn page() -> impl IntoResponse {
    prefixed!("$html:{}", User)
    //~^ [User] `User` doesn't implement
}

fn main() {}

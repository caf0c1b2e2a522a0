use framework::{prefixed, prelude::*};

#[get_mapping]
fn page() -> impl IntoResponse {
    prefixed!("$status:abc")
    //~^ ["$status:abc"] `abc` is no status; write `$status:404` or `$status:404 no such page`
}

fn main() {}

use framework::prelude::*;

#[cached]
//~^ [cached] cannot find attribute `cached`
#[get_mapping]
fn find() -> impl IntoResponse {
    prefixed!("$status:404 no {}", 1)
}

fn main() {}

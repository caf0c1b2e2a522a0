use framework::prelude::*;
#[get_mapping("/users")]
fn find() -> Box<dyn IntoResponse> {
//~^ [Box<dyn IntoResponse>] a handler returns one type, and of `IntoResponse` there are no objects; write `impl IntoResponse`, or make a `Response` of each
    Box::new(1)
}

fn main() {}

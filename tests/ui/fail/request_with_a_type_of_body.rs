use framework::prelude::*;
#[post_mapping("/users")]
async fn create(request: Request<Body>) -> u8 {
//~^ [Request] a `Request` is one of a `Body`; write `Request`, without `<…>`
    1
}

fn main() {}

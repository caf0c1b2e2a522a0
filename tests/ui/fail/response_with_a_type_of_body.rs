use framework::prelude::*;
#[get_mapping("/users")]
fn list() -> Response<String> {
//~^ [Response] a `Response` is one of a `Body`; write `Response`, without `<…>`
    Response::new(String::new())
}

fn main() {}

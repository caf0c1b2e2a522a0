use framework::prelude::*;

struct Response(u8);

#[get_mapping]
fn find() -> Response {
//~^ [Response] a handler cannot return `Response`
    Response(1)
}

fn main() {}

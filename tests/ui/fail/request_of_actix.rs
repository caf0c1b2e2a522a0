use framework::prelude::*;
#[get_mapping("/users")]
async fn list(request: HttpRequest) -> String {
//~^ [HttpRequest] there is no `HttpRequest` here; take `&RequestHead`, or `Request` with its body
    request.path().to_owned()
}

fn main() {}

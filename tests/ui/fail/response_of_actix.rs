use framework::prelude::*;
#[get_mapping("/users")]
async fn list() -> HttpResponse {
//~^ [HttpResponse] there is no `HttpResponse` here; return the value as it is, as `-> User`; with a status `(HttpStatus, User)`, or a `Response`
    HttpResponse::Ok().body("none")
}

fn main() {}

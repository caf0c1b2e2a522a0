use framework::prelude::*;
#[get_mapping("/users")]
async fn list() -> impl Responder {
//~^ [Responder] there is no `Responder` here; write `impl IntoResponse`
    "none"
}

fn main() {}

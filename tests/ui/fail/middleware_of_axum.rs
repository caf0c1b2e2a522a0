use framework::prelude::*;
#[get_mapping("/users")]
async fn list(request: Request, next: Next) -> Response {
//~^ [Next] there is no `Next` here; what stands around handlers is a tower layer: `App::layer`
    next.run(request).await
}

fn main() {}

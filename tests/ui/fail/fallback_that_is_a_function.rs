use framework::prelude::*;

async fn lost() -> &'static str {
    "lost"
}

fn main() {
    let _ = App::new().fallback(lost);
    //~^ [lost] Service<Request<Body>>` is not satisfied
}

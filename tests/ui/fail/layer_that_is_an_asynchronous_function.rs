use framework::prelude::*;

async fn passes(request: Request) -> Response {
    unreachable!("{request:?}")
}

fn main() {
    let _ = App::new().layer(passes);
    //~^ [passes] is no layer
    //~| who may pass is decided by a `Guard`
}

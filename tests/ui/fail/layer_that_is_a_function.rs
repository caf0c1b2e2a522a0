use framework::prelude::*;

fn main() {
    let _ = App::new().layer(|request: Request| request);
    //~^ [|request: Request| request] Layer<Endpoint>` is not satisfied
}

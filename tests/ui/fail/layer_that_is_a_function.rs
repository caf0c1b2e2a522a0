use framework::prelude::*;

fn main() {
    let _ = App::new().layer(|request: Request| request);
    //~^ [|request: Request| request] is no layer
    //~| a function stands around the routes by `App::around`
}

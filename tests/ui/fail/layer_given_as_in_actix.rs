use framework::prelude::*;

fn main() -> framework::Result<()> {
    App::new().wrap(()).run()
    //~^ [wrap] what stands around handlers is given by `layer`
}

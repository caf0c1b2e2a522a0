use framework::prelude::*;

#[derive(Clone)]
struct Pool;

fn main() -> framework::Result<()> {
    App::new().manage(Pool).run()
    //~^ [manage] an application is given its components by `provide`
}

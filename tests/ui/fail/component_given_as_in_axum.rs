use framework::prelude::*;

#[derive(Clone)]
struct Pool;

fn main() -> framework::Result<()> {
    App::new().with_state(Pool).run()
    //~^ [with_state] an application is given its components by `provide`
    //~| write `.provide(pool)`
}

use framework::prelude::*;

#[derive(Clone)]
struct Pool;

fn main() -> framework::Result<()> {
    App::new().provide_with(async || Pool).run()
    //~^ [async || Pool] `provide_with` makes a component by a `Result`, not by `Pool`
    //~| write `Ok::<_, String>(…)`
}

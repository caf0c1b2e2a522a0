use framework::prelude::*;

#[derive(Clone)]
struct Pool;

impl Pool {
    async fn connect() -> Self {
        Pool
    }
}

fn main() -> framework::Result<()> {
    App::new().provide(Pool::connect()).run()
    //~^ [Pool::connect()] `impl Future<Output = Pool>` cannot be a component
}

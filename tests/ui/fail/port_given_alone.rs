use framework::prelude::*;

fn main() -> framework::Result<()> {
    App::new().port(8080).run()
    //~^ [port] an application is told where to listen by `listen`
}

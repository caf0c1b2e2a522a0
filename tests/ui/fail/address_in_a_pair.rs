use framework::prelude::*;

fn main() -> framework::Result<()> {
    App::new().listen(("127.0.0.1", 8080)).run()
    //~^ [("127.0.0.1", 8080)] `(&str, {integer})` is no address
    //~| write the address and the port as a text
}

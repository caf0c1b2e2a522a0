use framework::prelude::*;
#[get_mapping("/users")]
fn list() -> u8 {
    1
}

fn main() -> framework::Result<()> {
    App::new().bind("127.0.0.1:8080").run()
    //~^ ["127.0.0.1:8080"] `&str` is no open listener
    //~| an address is opened by `App::listen("127.0.0.1:8080")`; what is open is a `std::net::TcpListener`
}

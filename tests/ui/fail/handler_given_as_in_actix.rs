use framework::prelude::*;

#[get_mapping]
fn users() -> &'static str {
    "Ada"
}

fn main() -> framework::Result<()> {
    App::new().service(users).run()
    //~^ [service] an application finds its routes itself
}

use framework::prelude::*;

async fn users() -> &'static str {
    "Ada"
}

fn main() -> framework::Result<()> {
    App::new().route("/users", users).run()
    //~^ [route] an application finds its routes itself
    //~| write `#[get_mapping("/users")]` above the function
}

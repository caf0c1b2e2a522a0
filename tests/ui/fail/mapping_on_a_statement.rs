use framework::prelude::*;

fn main() {
    #[get_mapping("/")]
    //~^ [#[get_mapping("/")]] custom attributes cannot be applied to statements
    drop("home");
}

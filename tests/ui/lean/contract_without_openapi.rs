use framework::prelude::*;

fn main() {
    let _ = App::new().contract();
    //~^ [contract] a contract needs the feature `openapi` of the framework; switch it on in Cargo.toml
}

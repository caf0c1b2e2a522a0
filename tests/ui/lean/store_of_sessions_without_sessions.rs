use framework::prelude::*;

fn main() {
    let _ = App::new().session_store(());
    //~^ [session_store] sessions need the feature `sessions` of the framework; switch it on in Cargo.toml
}

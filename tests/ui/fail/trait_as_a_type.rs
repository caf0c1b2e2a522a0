use framework::prelude::*;

trait Store {}

#[get_mapping]
fn count(store: Vec<Store>) -> u8 {
    //~^ [Store] expected a type, found a trait
    let _ = store;
    1
}

fn main() {}

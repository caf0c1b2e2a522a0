use framework::prelude::*;

#[invalid_handler]
fn page(invalid: &Vec<Invlaid>) -> String {
    //~^ [Invlaid] cannot find type `Invlaid` in this scope
    let _ = invalid;
    String::new()
}

fn main() {}

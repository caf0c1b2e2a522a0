use framework::prelude::*;

#[get_mapping]
fn find() {
    "text"
    //~^ ["text"] mismatched types
}

fn main() {}

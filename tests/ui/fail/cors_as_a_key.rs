use framework::prelude::*;

#[get_mapping("/users", cors)]
//~^ [cors] the key `cors` is not understood; what stands around handlers is a tower layer
fn list() {}

fn main() {}

use framework::prelude::*;

#[get_mapping("/users", produces = "text/plain")]
//~^ [produces] the key `produces` is not understood; the types of the arguments and of what is returned say it
fn list() {}

fn main() {}

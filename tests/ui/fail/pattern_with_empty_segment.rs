use framework::prelude::*;

#[get_mapping("/users//all")]
//~^ ["/users//all"] `//` makes an empty segment, which matches nothing; write `/`
fn list() {}

fn main() {}

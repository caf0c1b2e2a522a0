use framework::prelude::*;
#[get_mapping("/users" + "/all")]
//~^ [+] a macro joins no texts; write one
fn list() -> u8 {
    1
}

fn main() {}

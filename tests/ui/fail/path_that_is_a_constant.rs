use framework::prelude::*;
const PATH: &str = "/users";
#[get_mapping(PATH)]
//~^ [PATH] `PATH` is a constant, which no macro can look into; write the text itself
fn find() -> u32 {
    1
}

fn main() {}

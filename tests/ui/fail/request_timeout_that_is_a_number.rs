use framework::prelude::*;
#[get_mapping("/x", request_timeout = 5)]
//~^ [5] `request_timeout` is a duration as `"5s"`, or `"none"`
fn find() -> u32 {
    1
}

fn main() {}

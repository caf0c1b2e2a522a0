use framework::prelude::*;
#[get_mapping]
mod users {}
//~^ [mod] `#[get_mapping]` stands on a function

fn main() {}

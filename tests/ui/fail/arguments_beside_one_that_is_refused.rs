#![deny(unused_variables)]
use framework::prelude::*;
#[get_mapping("/<id>")]
fn find(Path(id): Path<u32>, name: String) -> String {
//~^ [Path] `Path`
    name.repeat(id)
}

fn main() {}

use framework::prelude::*;

use std::path::Path;

#[get_mapping("/files/<name>")]
fn find(name: Path) -> u8 {
    //~^ [Path] a `Path` has no size of its own, and what visitors write names no file; write `&str`, or `String`
    1
}

fn main() {}

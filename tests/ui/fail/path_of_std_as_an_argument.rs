use std::path::Path;

use framework::prelude::*;

#[get_mapping("/<*file>")]
fn find(file: &Path) -> bool {
//~^ [&Path] a handler cannot take `&std::path::Path` as an argument
    file.is_absolute()
}

fn main() {}

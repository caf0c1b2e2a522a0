//! In release the files are in the program: the folder is gone while it serves.

use framework::prelude::*;

framework::resources!("resources");

#[get_mapping]
fn file() -> &'static str {
    "$file::/deep/a.txt"
}

fn main() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/resources");
    let elsewhere = concat!(env!("CARGO_MANIFEST_DIR"), "/gone");
    if !cfg!(debug_assertions) {
        std::fs::rename(folder, elsewhere).expect("the folder can be moved");
    }
    report::report(|| App::new().assets("/all", ":/"), &["/file", "/all/deep/a.txt", "/all/none.txt"]);
    if !cfg!(debug_assertions) {
        std::fs::rename(elsewhere, folder).expect("the folder can be moved back");
    }
}

use framework::prelude::*;

#[get_mapping]
fn find() -> std::path::PathBuf {
//~^ [std::path::PathBuf] a handler cannot return `PathBuf`
    "users.html".into()
}

fn main() {}

use framework::prelude::*;

#[get_mapping("/files/<path...>")]
//~^ ["/files/<path...>"] `<path...>` is not a catch-all; write `<*path>`
fn find(path: String) -> String {
    path
}

fn main() {}

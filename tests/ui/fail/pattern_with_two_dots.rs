use framework::prelude::*;
#[get_mapping("/files/<path..>")]
//~^ ["/files/<path..>"] `<path..>` is not a catch-all; write `<*path>`
fn files(path: String) -> String {
    path
}

fn main() {}

use framework::prelude::*;
#[get_mapping("/files/*path")]
//~^ ["/files/*path"] `*path` is not a capture; write `<*path>` (a `*` itself is `%2A`)
fn files(path: String) -> String {
    path
}

fn main() {}

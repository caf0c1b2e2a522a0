use framework::prelude::*;

#[request_mapping("/files", methods = "GET")]
//~^ [methods] `methods` takes a list: `methods("…")`
fn files() -> &'static str {
    "files"
}

fn main() {}

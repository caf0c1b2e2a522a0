use framework::prelude::*;

#[request_mapping("/files", methods("GET", "propfind"))]
//~^ ["propfind"] `propfind` is no method; methods are capitals, as `PROPFIND`
fn files() -> &'static str {
    "files"
}

fn main() {}

use framework::prelude::*;

#[request_mapping("/files", methods("GET", "PROPFIND", "GET"))]
//~^ ["GET"] `GET` is there twice; keep one
fn files() -> &'static str {
    "files"
}

fn main() {}

use framework::prelude::*;
#[get_mapping]
fn find() -> (u16, String) {
//~^ [(u16, String)] a handler cannot return `(u16, std::string::String)`
//~| add `#[derive(Bean)]` to `(u16, std::string::String)` to send it as JSON, or implement `IntoResponse` for it
    (404, String::new())
}

fn main() {}

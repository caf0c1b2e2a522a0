use framework::prelude::*;
struct Unsupported;

#[get_mapping("/users")]
#[post_mapping("/users")]
fn find(wanted: Unsupported) -> Unsupported {
//~^ [Unsupported] a handler cannot take `Unsupported` as an argument
//~| add `#[derive(Bean)]` to `Unsupported` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~^^^ [Unsupported] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON, or implement `IntoResponse` for it
    wanted
}

fn main() {}

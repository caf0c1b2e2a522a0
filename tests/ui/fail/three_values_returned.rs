use framework::prelude::*;

#[get_mapping]
fn find() -> (HttpStatus, [(&'static str, &'static str); 1], String) {
//~^ a handler returns one value, or `(HttpStatus, T)`; header fields are set on a response: `PlainTextResponse::new(text).header(name, value)`
    (HttpStatus::OK, [("x-one", "1")], String::new())
}

fn main() {}

use framework::prelude::*;
#[invalid_handler(404)]
fn lost(invalid: &Invalid) -> Html<String> {
//~^ [Html] there is no `Html` here; return an `HtmlResponse`
    Html("<h1>lost</h1>".to_owned())
}

fn main() {}

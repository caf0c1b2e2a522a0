use framework::prelude::*;

#[post_mapping]
fn count() -> HtmlResponse {
    HtmlResponse::new("<p>").cookie(("count", 7))
    //~^ [("count", 7)] `(&str, {integer})` is no cookie
    //~| a number is written as `number.to_string()`
}

fn main() {}

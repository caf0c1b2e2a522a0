#![deny(warnings)]

use framework::prelude::*;

#[post_mapping("/html")]
fn html(html: response::Html) -> response::Html {
    html
}

fn main() {}

//! Crates whose names other frameworks, or their modules, have.
#![deny(warnings)]

extern crate response as axum;
extern crate response as extract;

mod inner {
    use framework::prelude::*;

    #[post_mapping("/response")]
    fn response(html: response::Html) -> response::Html {
        html
    }

    #[post_mapping("/axum")]
    fn axum(html: axum::Html) -> extract::Html {
        html
    }
}

fn main() {}

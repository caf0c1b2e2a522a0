use framework::prelude::*;

#[post_mapping("/axum")]
fn axum(html: axum::Html) -> extract::Html {
    html
}

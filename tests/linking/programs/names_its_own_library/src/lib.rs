use framework::prelude::*;

#[get_mapping("/library")]
fn library() -> &'static str {
    "library"
}

use framework::{Prefixed, prefixed, prelude::*};

#[get_mapping("/pages/<n>")]
fn page(n: u32) -> impl IntoResponse {
    prefixed!("$html:<h1>Page {n} of {}, {{}} {:?} {:>width$}</h1>", n + 1, "x", 5, width = 7)
}

#[get_mapping]
async fn file(name: String) -> impl IntoResponse {
    prefixed!("$file:{name}.html")
}

#[get_mapping]
fn named() -> Prefixed {
    prefixed!(r#"$json:{{"a":1}}"#,)
}

#[get_mapping]
fn response(kind: bool) -> Response {
    if kind { prefixed!("$status:404 no such page").into() } else { prefixed!("$csv:a,b").into() }
}

#[get_mapping]
fn optional(n: u8) -> Result<Option<impl IntoResponse>, Invalid> {
    Ok(Some(prefixed!("$status:{n}")))
}

#[get_mapping]
fn with_status(n: u8) -> (HttpStatus, impl IntoResponse) {
    (HttpStatus::ACCEPTED, prefixed!("$text:{}", n))
}

#[get_mapping]
fn with_names_of_ours() -> impl IntoResponse {
    let (__text, __framework) = ("text", "framework");
    prefixed!("$text:{__text} {__framework}")
}

macro_rules! page {
    ($name:ident, $text:literal, $n:expr) => {
        #[get_mapping]
        fn $name() -> impl IntoResponse {
            let n = $n;
            prefixed!($text, n)
        }
    };
}

page!(of_a_macro, "$html:{}", 1);

fn main() {}

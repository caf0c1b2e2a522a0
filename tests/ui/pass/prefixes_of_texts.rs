use framework::{prefixed, prelude::*};
use std::borrow::Cow;

#[get_mapping]
fn always() -> &'static str {
    "$html:<h1>Hello</h1>"
}

#[get_mapping]
fn always_where_there_is_any() -> Result<Option<&'static str>, Invalid> {
    Ok(Some("$redirect:/login"))
}

#[get_mapping(prefixed)]
fn asked_for(name: &str) -> String {
    format!("$html:<h1>{name}</h1>")
}

#[get_mapping("/asked/<name>", prefixed = true)]
async fn asked_for_in_containers(name: String) -> Result<Option<(HttpStatus, String)>, Invalid> {
    Ok(Some((HttpStatus::OK, format!("$text:{name}"))))
}

#[get_mapping(prefixed = false)]
fn meant_as_text() -> String {
    "$html: is a prefix".to_owned()
}

#[get_mapping]
fn no_prefix(cost: u8) -> Cow<'static, str> {
    match cost {
        0 => "$unknown:x".into(),
        1 => "$ html:x".into(),
        2 => "a $html:x".into(),
        _ => format!("${cost}: too much").into(),
    }
}

#[get_mapping]
fn opaque() -> impl IntoResponse {
    "$html:<h1>Hello</h1>".to_owned()
}

#[get_mapping]
fn no_text() -> u8 {
    u8::from("$html:x".len() > 3)
}

#[get_mapping]
fn response() -> HtmlResponse {
    HtmlResponse::new("$html:x")
}

#[get_mapping]
fn prefixed_inside() -> String {
    let _response: Response = prefixed!("$html:x").into();
    "x".to_owned()
}

#[get_mapping]
#[post_mapping(prefixed)]
fn in_one_of_two() -> &'static str {
    "$html:x"
}

#[derive(Default)]
struct Pages;

#[controller("/pages")]
impl Pages {
    #[get_mapping(prefixed)]
    #[post_mapping(prefixed = false)]
    async fn page(&self) -> Option<String> {
        Some("$file:page.html".into())
    }
}

fn main() {}

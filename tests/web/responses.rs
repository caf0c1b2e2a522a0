//! The response types: what they are by default, what builders and conversions make of them, how they are described.

mod contents;
mod described;
mod redirects;
mod replaced;
mod statuses;
mod types;
mod wire;

use framework::{TestApp, TestResponse, prelude::*, serde_json::json};

use crate::answers::{A_FILE, HTML, JSON, OCTETS, TEXT, TOML};

fn unstarted() -> App {
    App::new().module(module_path!()).set("http.files_root", env!("CARGO_MANIFEST_DIR"))
}

fn app() -> TestApp {
    unstarted().test()
}

fn all<'a>(answer: &'a TestResponse, name: &str) -> Vec<&'a str> {
    answer.headers().get_all(name).iter().map(|value| value.to_str().expect("ASCII")).collect()
}

#[derive(Bean, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct User {
    id: u32,
    name: String,
}

fn user() -> User {
    User { id: 7, name: "Ada".to_owned() }
}

const USER: &str = r#"{"id":7,"name":"Ada"}"#;

fn plain() -> PlainTextResponse {
    PlainTextResponse::new("<Grüße>")
}

fn html() -> HtmlResponse {
    HtmlResponse::new("<h1>Grüße</h1>")
}

fn json() -> JsonResponse {
    JsonResponse::new(user())
}

fn octets() -> BytesResponse {
    BytesResponse::new("Grüße")
}

fn file() -> FileResponse {
    FileResponse::new("rustfmt.toml")
}

fn redirect() -> RedirectResponse {
    RedirectResponse::to("/elsewhere")
}

fn status() -> StatusResponse {
    StatusResponse::new(404, "no such page")
}

/// Each type as its constructor makes it: its name, status, type, body.
const MADE: [(&str, u16, Option<&str>, &str); 7] = [
    ("plain", 200, Some(TEXT), "<Grüße>"),
    ("html", 200, Some(HTML), "<h1>Grüße</h1>"),
    ("json", 200, Some(JSON), USER),
    ("octets", 200, Some(OCTETS), "Grüße"),
    ("file", 200, Some(TOML), A_FILE),
    ("redirect", 302, None, ""),
    ("status", 404, Some(TEXT), "no such page"),
];

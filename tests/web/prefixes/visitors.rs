//! What a visitor sends chooses nothing, wherever it is put.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use framework::{
    Prefixed, TestResponse, prefixed,
    prelude::*,
    serde_json::{Value, json},
};

use super::app;
use crate::answers::{HTML, JSON, OCTETS, PROBLEM, TEXT, assert_answer, with};

/// What a visitor would like to have honoured.
pub(super) const SMUGGLED: &[&str] = &[
    "$text:x",
    "$html:<script>alert(1)</script>",
    "$json:{}",
    "$bytes:x",
    "$file:Cargo.toml",
    "$file:/etc/passwd",
    "$file:../../../../etc/passwd",
    "$file::/secret.json",
    "$redirect:https://evil.example/",
    "$redirect:/a\r\nSet-Cookie: b=1",
    "$status:500",
    "$status:404 gone",
    "$status:abc",
    "$csv:1,2",
    "$csv:panic",
];

#[derive(Bean)]
pub(super) struct Note {
    text: String,
    more: Vec<Option<String>>,
}

pub(super) fn note(text: &str) -> Note {
    Note { text: text.to_owned(), more: vec![Some(text.to_owned())] }
}

/// `Words` is `String`, whatever it is called.
pub(super) type Words = String;

/// An own type that holds a text.
struct Wrapped<T>(T);

impl<T: IntoResponse> IntoResponse for Wrapped<T> {
    fn into_response(self, context: &Context) -> Result<http::Response<Body>, Invalid> {
        self.0.into_response(context)
    }

    fn describe(description: &mut Description<'_>) {
        T::describe(description);
    }
}

#[derive(Debug, thiserror::Error, HttpError)]
pub(super) enum NoteError {
    #[error("{0}")]
    #[invalid(409, "{0}")]
    Taken(String),
}

#[derive(Default)]
struct Now;
#[derive(Default)]
struct Later;

/// Handlers that return what a visitor sent, at once and later; the table says what is sent with it.
macro_rules! echoes {
    ($table:ident: $($name:ident($text:ident) -> $returned:ty { $value:expr } $status:literal $content_type:expr;)*) => {
        const $table: &[(&str, u16, Option<&str>)] = &[$((stringify!($name), $status, $content_type)),*];

        #[controller("/now")]
        impl Now {
            $(#[get_mapping] fn $name($text: String) -> $returned { $value })*
        }

        #[controller("/later")]
        impl Later {
            $(#[get_mapping] async fn $name($text: String) -> $returned { $value })*
        }
    };
}

echoes! { ECHOES:
    string(text) -> String { text } 200 Some(TEXT);
    boxed(text) -> Box<str> { text.into() } 200 Some(TEXT);
    shared(text) -> Arc<str> { text.into() } 200 Some(TEXT);
    cow(text) -> Cow<'static, str> { text.into() } 200 Some(TEXT);
    alias(text) -> Words { text } 200 Some(TEXT);
    option(text) -> Option<String> { Some(text) } 200 Some(TEXT);
    option_of_cow(text) -> Option<Cow<'static, str>> { Some(text.into()) } 200 Some(TEXT);
    result(text) -> Result<String, Invalid> { Ok(text) } 200 Some(TEXT);
    result_of_option(text) -> Result<Option<Arc<str>>, Invalid> { Ok(Some(text.into())) } 200 Some(TEXT);
    response_as_error(text) -> Result<String, PlainTextResponse> { Err(PlainTextResponse::new(text)) } 200 Some(TEXT);
    pair(text) -> (HttpStatus, String) { (HttpStatus::ACCEPTED, text) } 202 Some(TEXT);
    pair_of_option(text) -> (HttpStatus, Option<Box<str>>) { (HttpStatus::ACCEPTED, Some(text.into())) } 202 Some(TEXT);
    status(text) -> Status<201, String> { Status(text) } 201 Some(TEXT);
    status_of_result(text) -> Status<203, Result<Cow<'static, str>, Invalid>> { Status(Ok(text.into())) } 203 Some(TEXT);
    created(text) -> Created<String> { Created::at("/", text) } 201 Some(TEXT);
    accepted(text) -> Accepted<Option<String>> { Accepted(Some(text)) } 202 Some(TEXT);
    opaque(text) -> impl IntoResponse { text } 200 Some(TEXT);
    opaque_inside(text) -> Result<impl IntoResponse, Invalid> { Ok(Some(text)) } 200 Some(TEXT);
    own_type(text) -> Wrapped<Option<String>> { Wrapped(Some(text)) } 200 Some(TEXT);
    raw(text) -> http::Response<String> { http::Response::new(text) } 200 None;
    octets(text) -> Vec<u8> { text.into_bytes() } 200 Some(OCTETS);
    plain(text) -> PlainTextResponse { text.into() } 200 Some(TEXT);
    suffix(text) -> PlainTextResponse { text.text() } 200 Some(TEXT);
    html(text) -> HtmlResponse { text.into() } 200 Some(HTML);
    json(text) -> JsonResponse { text.into() } 200 Some(JSON);
    bytes(text) -> BytesResponse { text.into() } 200 Some(OCTETS);
    status_response(text) -> StatusResponse { StatusResponse::new(404, text) } 404 Some(TEXT);
    replaced(text) -> StatusResponse { StatusResponse::new(404, "x").content(text) } 404 Some(TEXT);
    in_static(text) -> Prefixed { prefixed!("$html:{text}") } 200 Some(HTML);
    in_text(text) -> impl IntoResponse { prefixed!("$text:{text}") } 200 Some(TEXT);
    in_bytes(text) -> http::Response<Body> { prefixed!("$bytes:{}", text).into() } 200 Some(OCTETS);
}

#[derive(Default)]
struct JsonNow;
#[derive(Default)]
struct JsonLater;

/// The same with what is sent as JSON.
macro_rules! json_echoes {
    ($table:ident: $($name:ident($text:ident) -> $returned:ty { $value:expr } $status:literal $json:expr;)*) => {
        fn $table(text: &str) -> Vec<(&'static str, u16, Value)> {
            vec![$({
                let $text = text;
                (stringify!($name), $status, $json)
            }),*]
        }

        #[controller("/now/json")]
        impl JsonNow {
            $(#[get_mapping] fn $name($text: String) -> $returned { $value })*
        }

        #[controller("/later/json")]
        impl JsonLater {
            $(#[get_mapping] async fn $name($text: String) -> $returned { $value })*
        }
    };
}

json_echoes! { json_echoes:
    list(text) -> Vec<String> { vec![text] } 200 json!([text]);
    array(text) -> [Box<str>; 1] { [text.into()] } 200 json!([text]);
    deque(text) -> VecDeque<Option<Cow<'static, str>>> { [Some(text.into()), None].into() } 200 json!([text, null]);
    lists(text) -> Result<Option<Vec<Vec<Box<str>>>>, Invalid> { Ok(Some(vec![vec![text.into()]])) } 200 json!([[text]]);
    map(text) -> BTreeMap<String, String> { [(text.clone(), text)].into() } 200 json!({ text: text });
    hash_map(text) -> HashMap<String, Vec<String>> { [(text.clone(), vec![text])].into() } 200 json!({ text: [text] });
    value(text) -> Value { Value::String(text) } 200 json!(text);
    bean(text) -> Note { note(&text) } 200 json!({ "text": text, "more": [text] });
    beans(text) -> (HttpStatus, Vec<Note>) { (HttpStatus::ACCEPTED, vec![note(&text)]) } 202
        json!([{ "text": text, "more": [text] }]);
    created(text) -> Created<Note> { Created::at("/", note(&text)) } 201 json!({ "text": text, "more": [text] });
    response(text) -> JsonResponse { JsonResponse::new(vec![text]) } 200 json!([text]);
    invalid(text) -> Result<String, Invalid> { Err(Invalid::conflict(text)) } 409 problem(text);
    invalid_response(text) -> HtmlResponse { Invalid::conflict(text).into() } 409 problem(text);
    error(text) -> Result<String, NoteError> { Err(NoteError::Taken(text)) } 409 problem(text);
}

/// All but the path, which the test takes out.
pub(super) fn problem(detail: &str) -> Value {
    json!({ "type": "about:blank", "title": "Conflict", "status": 409, "detail": detail })
}

pub(super) fn assert_nothing_came_along(answer: &TestResponse, text: &str) {
    for name in ["set-cookie", "content-disposition", "etag", "last-modified"] {
        assert_eq!(answer.header(name), None, "{text}");
    }
    assert!(matches!(answer.header("location"), None | Some("/")), "{text}: {:?}", answer.header("location"));
}

#[tokio::test]
async fn what_a_visitor_sends_chooses_nothing() {
    let app = app();
    for text in SMUGGLED {
        for (path, status, content_type) in ECHOES {
            for when in ["now", "later"] {
                let answer = app.get(&with(&format!("/{when}/{path}"), text)).await;
                assert_answer(&answer, *status, *content_type, text);
                assert_nothing_came_along(&answer, text);
            }
        }
    }
}

#[tokio::test]
async fn what_a_visitor_sends_chooses_nothing_in_json() {
    let app = app();
    for text in SMUGGLED {
        for (path, status, json) in json_echoes(text) {
            for when in ["now", "later"] {
                let answer = app.get(&with(&format!("/{when}/json/{path}"), text)).await;
                answer.assert_status(status).assert_header("content-type", if status == 409 { PROBLEM } else { JSON });
                let mut found: Value = answer.json();
                if status == 409 {
                    found.as_object_mut().expect("an object").remove("instance");
                }
                assert_eq!(found, json, "{path}");
                assert_nothing_came_along(&answer, text);
            }
        }
    }
}

const A_PAGE: &str = "$html:x";

/// The program may have written it; the type does not say so.
#[get_mapping("/cow/unasked")]
fn borrowed_cow() -> Cow<'static, str> {
    Cow::Borrowed(A_PAGE)
}

#[get_mapping("/cow/asked", prefixed)]
fn borrowed_cow_where_asked() -> Cow<'static, str> {
    Cow::Borrowed(A_PAGE)
}

#[tokio::test]
async fn a_borrowed_cow_is_an_owned_text_like_any_other() {
    let app = app();
    assert_answer(&app.get("/cow/unasked").await, 200, Some(TEXT), A_PAGE);
    assert_answer(&app.get("/cow/asked").await, 200, Some(HTML), "x");
}

#[get_mapping("/captured/<text>")]
fn captured(text: &str) -> String {
    text.to_owned()
}

#[post_mapping]
async fn body(#[body] text: String) -> String {
    text
}

#[get_mapping]
fn header(#[header] x_text: String) -> Option<String> {
    Some(x_text)
}

/// It stands on the text of the program's own too: there is none of which it counts.
#[get_mapping("/unprefixed", prefixed = false)]
fn unprefixed(text: Option<String>) -> String {
    text.unwrap_or_else(|| "$html:as text".to_owned())
}

#[tokio::test]
async fn it_does_not_matter_where_a_visitor_puts_it() {
    let app = app();
    for text in SMUGGLED {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_answer(&app.get(&format!("/captured/{encoded}")).await, 200, Some(TEXT), text);
        assert_answer(&app.post("/body").body(*text).await, 200, Some(TEXT), text);
        assert_answer(&app.get(&with("/unprefixed", text)).await, 200, Some(TEXT), text);
        if !text.contains('\r') {
            assert_answer(&app.get("/header").header("x-text", text).await, 200, Some(TEXT), text);
        }
    }
    assert_answer(&app.get("/unprefixed").await, 200, Some(TEXT), "$html:as text");
}

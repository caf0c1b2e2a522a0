//! What responses are made of: suffixes, and all that is JSON or bytes.

use std::collections::BTreeMap;

use framework::{
    bytes::Bytes,
    prelude::*,
    serde_json::{Value, json},
};

use super::{USER, User, app, user};
use crate::answers::{A_FILE, HTML, JSON, OCTETS, PROBLEM, TEXT, TOML, assert_answer};

#[derive(Default)]
struct Suffix;

/// The name of a function says the suffix, and what it stands behind.
macro_rules! suffixes {
    ($($path:tt $name:ident -> $type:ident { $value:expr } $status:literal $content_type:expr, $body:literal;)*) => {
        #[controller("/suffix")]
        impl Suffix {
            $(#[get_mapping($path)] fn $name() -> $type { $value })*
        }

        #[tokio::test]
        async fn suffixes_are_response_types() {
            let app = app();
            $(assert_answer(&app.get(concat!("/suffix", $path)).await, $status, $content_type, $body);)*
            app.get("/suffix/redirect-of-text").await.assert_header("location", "/login");
        }
    };
}

suffixes! {
    "/text-of-text" text_of_text -> PlainTextResponse { "x".text() } 200 Some(TEXT), "x";
    "/text-of-string" text_of_string -> PlainTextResponse { String::from("x").text() } 200 Some(TEXT), "x";
    "/text-of-int" text_of_int -> PlainTextResponse { (-7).text() } 200 Some(TEXT), "-7";
    "/text-of-short" text_of_short -> PlainTextResponse { 7_u16.text() } 200 Some(TEXT), "7";
    "/html-of-text" html_of_text -> HtmlResponse { "<h1>hi</h1>".html() } 200 Some(HTML), "<h1>hi</h1>";
    "/html-of-string" html_of_string -> HtmlResponse { format!("<h1>{}</h1>", 1).html() } 200 Some(HTML), "<h1>1</h1>";
    "/json-of-text" json_of_text -> JsonResponse { "[1]".json() } 200 Some(JSON), "[1]";
    "/json-of-string" json_of_string -> JsonResponse { String::from("not checked").json() } 200 Some(JSON), "not checked";
    "/json-of-int" json_of_int -> JsonResponse { 7.json() } 200 Some(JSON), "7";
    "/octets-of-text" octets_of_text -> BytesResponse { "x".octets() } 200 Some(OCTETS), "x";
    "/octets-of-string" octets_of_string -> BytesResponse { String::from("x").octets() } 200 Some(OCTETS), "x";
    "/redirect-of-text" redirect_of_text -> RedirectResponse { "/login".redirect() } 302 None, "";
    "/redirect-of-string" redirect_of_string -> RedirectResponse { String::from("/login").redirect() } 302 None, "";
    "/status-of-int" status_of_int -> StatusResponse { 404.status() } 404 None, "";
    "/status-of-short" status_of_short -> StatusResponse { 404_u16.status() } 404 None, "";
    "/status-of-text" status_of_text -> StatusResponse { "404 no".status() } 404 Some(TEXT), "no";
    "/status-of-string" status_of_string -> StatusResponse { String::from("404").status() } 404 None, "";
    "/chained" chained -> HtmlResponse { "x".html().status(201).header("x-a", "1") } 201 Some(HTML), "x";
}

#[get_mapping("/suffixed/mistakes/<which>")]
fn suffixed_mistakes(which: u8) -> StatusResponse {
    match which {
        0 => (-1).status(),
        1 => 100.status(),
        2 => 70_000.status(),
        3 => "OK".status(),
        4 => "/a\nb".redirect().into(),
        _ => "no/such/file".file().into(),
    }
}

#[get_mapping]
fn suffixed_file() -> FileResponse {
    "rustfmt.toml".file()
}

#[tokio::test]
async fn a_suffix_of_what_does_not_suit_is_a_500() {
    let app = app();
    for which in 0..=5 {
        let answer = app.get(&format!("/suffixed/mistakes/{which}")).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM);
    }
    assert_answer(&app.get("/suffixed_file").await, 200, Some(TOML), A_FILE);
}

#[derive(Default)]
struct JsonOf;

macro_rules! json_of {
    ($($name:ident { $value:expr } $body:expr;)*) => {
        #[controller("/json-of")]
        impl JsonOf {
            $(#[get_mapping] fn $name() -> JsonResponse { $value })*
        }

        #[tokio::test]
        async fn json_is_made_of_what_json_can_say() {
            let app = app();
            $(assert_answer(&app.get(concat!("/json-of/", stringify!($name))).await, 200, Some(JSON), $body);)*
        }
    };
}

json_of! {
    bean { JsonResponse::new(user()) } USER;
    bean_into { user().into() } USER;
    list { JsonResponse::new(vec![user()]) } &format!("[{USER}]");
    list_into { vec![Some(1), None].into() } "[1,null]";
    array { JsonResponse::new(["a\"b", "名"]) } r#"["a\"b","名"]"#;
    map { JsonResponse::from(BTreeMap::from([("a".to_owned(), user())])) } &format!(r#"{{"a":{USER}}}"#);
    value { JsonResponse::new(json!({ "a": [1, null] })) } r#"{"a":[1,null]}"#;
    value_into { Value::from("text").into() } "\"text\"";
    null { JsonResponse::new(Value::Null) } "null";
    some { JsonResponse::new(Some(user())) } USER;
    none { JsonResponse::new(None::<User>) } "null";
    boxed { JsonResponse::new(Box::new(user())) } USER;
    empty { JsonResponse::new(Vec::<User>::new()) } "[]";
    raw { JsonResponse::raw("[1, 2") } "[1, 2";
    raw_string { JsonResponse::raw(String::from("{}")) } "{}";
    raw_bytes { JsonResponse::raw(b"[1]".to_vec()) } "[1]";
    raw_buffer { JsonResponse::raw(Bytes::from_static(b"[1]")) } "[1]";
    text_into { "[1]".into() } "[1]";
    string_into { String::from("[1]").into() } "[1]";
    prefix { JsonResponse::raw(LOOKS_LIKE_A_PREFIX) } LOOKS_LIKE_A_PREFIX;
}

const LOOKS_LIKE_A_PREFIX: &str = "$html:x";

/// Bytes are what JSON is written in: they are sent as they are.
#[get_mapping("/bytes-into-json")]
fn bytes_into_json() -> JsonResponse {
    b"[1]".to_vec().into()
}

#[tokio::test]
async fn json_made_of_bytes_is_these_bytes() {
    assert_answer(&app().get("/bytes-into-json").await, 200, Some(JSON), "[1]");
}

/// Its `Serialize` gives up in the middle.
#[derive(Bean)]
#[bean(output)]
struct Unwritable {
    before: &'static str,
    #[serde(serialize_with = "fail")]
    broken: u8,
}

fn fail<S: framework::serde::Serializer>(_: &u8, _: S) -> Result<S::Ok, S::Error> {
    Err(framework::serde::ser::Error::custom("private reason"))
}

#[get_mapping]
fn unwritable() -> JsonResponse {
    JsonResponse::new(vec![Unwritable { before: "half", broken: 1 }]).status(201)
}

#[tokio::test]
async fn json_that_cannot_be_written_is_a_500() {
    let answer = app().get("/unwritable").await;
    answer.assert_status(500).assert_header("content-type", PROBLEM);
    assert!(!answer.text().contains("half") && !answer.text().contains("private"), "{}", answer.text());
}

#[derive(Default)]
struct BytesOf;

macro_rules! bytes_of {
    ($($name:ident { $value:expr })*) => {
        #[controller("/bytes-of")]
        impl BytesOf {
            $(#[get_mapping] fn $name() -> BytesResponse { $value })*
        }

        #[tokio::test]
        async fn bytes_are_made_of_bytes_and_of_text() {
            let app = app();
            for name in [$(stringify!($name)),*] {
                assert_answer(&app.get(&format!("/bytes-of/{name}")).await, 200, Some(OCTETS), "a\0b");
            }
        }
    };
}

bytes_of! {
    text { "a\0b".into() }
    string { String::from("a\0b").into() }
    vector { b"a\0b".to_vec().into() }
    buffer { Bytes::from_static(b"a\0b").into() }
    slice { BytesResponse::new(&b"a\0b"[..]) }
    array { BytesResponse::new(b"a\0b") }
    boxed { BytesResponse::new(Box::<[u8]>::from(*b"a\0b")) }
}

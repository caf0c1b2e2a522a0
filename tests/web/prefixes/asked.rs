//! Where a handler asks for it, a prefix in an owned text counts.

use std::{borrow::Cow, sync::Arc};

use framework::{prelude::*, serde_json::json};

use super::{
    CSV, app,
    literals::WRITTEN,
    visitors::{Note, NoteError, SMUGGLED, Words, note},
};
use crate::answers::{A_FILE, HTML, TEXT, TOML, assert_answer, with};

#[derive(Default)]
struct Asked;

macro_rules! asked {
    ($($name:ident($text:ident) -> $returned:ty { $value:expr } $status:literal;)*) => {
        pub(super) const ASKED: &[(&str, u16)] = &[$((stringify!($name), $status)),*];

        #[controller("/asked")]
        impl Asked {
            $(#[get_mapping(prefixed)] fn $name($text: String) -> $returned { $value })*
        }
    };
}

asked! {
    string(text) -> String { text } 200;
    boxed(text) -> Box<str> { text.into() } 200;
    shared(text) -> Arc<str> { text.into() } 200;
    cow(text) -> Cow<'static, str> { text.into() } 200;
    alias(text) -> Words { text } 200;
    option(text) -> Option<String> { Some(text) } 200;
    result(text) -> Result<String, Invalid> { Ok(text) } 200;
    result_of_option(text) -> Result<Option<Cow<'static, str>>, NoteError> { Ok(Some(text.into())) } 200;
    pair(text) -> (HttpStatus, String) { (HttpStatus::ACCEPTED, text) } 202;
    status(text) -> Status<201, String> { Status(text) } 201;
    created(text) -> Created<Option<String>> { Created::at("/", Some(text)) } 201;
    accepted(text) -> Accepted<Arc<str>> { Accepted(text.into()) } 202;
    opaque(text) -> impl IntoResponse { text } 200;
}

#[get_mapping("/asked/later", prefixed)]
async fn asked_later(text: String) -> Result<String, Invalid> {
    Ok(text)
}

#[tokio::test]
async fn where_the_handler_asks_for_it_a_prefix_in_an_owned_text_counts() {
    let app = app();
    for (text, status, content_type, body) in WRITTEN {
        for path in ["string", "boxed", "shared", "cow", "option", "result", "opaque", "later"] {
            let answer = app.get(&with(&format!("/asked/{path}"), text)).await;
            assert_answer(&answer, *status, *content_type, body);
        }
    }
    let file = app.get(&with("/asked/string", "$file:rustfmt.toml")).await;
    assert_answer(&file, 200, Some(TOML), A_FILE);
    app.get(&with("/asked/string", "$redirect:/a b")).await.assert_status(302).assert_header("location", "/a%20b");
}

#[tokio::test]
async fn it_counts_in_whatever_holds_the_text() {
    let app = app();
    for (path, status) in ASKED {
        let path = format!("/asked/{path}");
        assert_answer(&app.get(&with(&path, "$html:<b>x</b>")).await, *status, Some(HTML), "<b>x</b>");
        assert_answer(&app.get(&with(&path, "$csv:1,2")).await, *status, Some(CSV), "1,2\n");
        assert_answer(&app.get(&with(&path, "plain")).await, *status, Some(TEXT), "plain");
        app.get(&with(&path, "$csv:bad")).await.assert_status(422);
        app.get(&with(&path, "$status:abc")).await.assert_status(500);
    }
}

/// JSON, response types and own types are no texts: there is nothing for `prefixed` to count in.
#[get_mapping("/asked/list", prefixed)]
fn asked_list(text: String) -> Vec<String> {
    vec![text]
}

#[get_mapping("/asked/bean", prefixed)]
fn asked_bean(text: String) -> Note {
    note(&text)
}

#[get_mapping("/asked/plain", prefixed)]
fn asked_plain(text: String) -> PlainTextResponse {
    text.into()
}

#[tokio::test]
async fn where_there_is_no_text_nothing_counts() {
    let app = app();
    for text in SMUGGLED {
        app.get(&with("/asked/list", text)).await.assert_status(200).assert_json(json!([text]));
        app.get(&with("/asked/bean", text)).await.assert_json(json!({ "text": text, "more": [text] }));
        assert_answer(&app.get(&with("/asked/plain", text)).await, 200, Some(TEXT), text);
    }
}

//! A prefix in a static text counts, in whatever holds it.

use framework::{prelude::*, serde_json::json};

use super::{CSV, app};
use crate::answers::{A_FILE, HTML, JSON, OCTETS, PROBLEM, TEXT, TOML, assert_answer, with};

/// Texts that a program may write, and what is sent for them: status, type, body.
pub(super) const WRITTEN: &[(&str, u16, Option<&str>, &str)] = &[
    ("$text:a <b>", 200, Some(TEXT), "a <b>"),
    ("$text:", 200, Some(TEXT), ""),
    ("$html:<h1>名</h1>", 200, Some(HTML), "<h1>名</h1>"),
    ("$html:", 200, Some(HTML), ""),
    ("$json:{\"a\":[1]}", 200, Some(JSON), "{\"a\":[1]}"),
    ("$json:not checked", 200, Some(JSON), "not checked"),
    ("$bytes:\0\u{1}", 200, Some(OCTETS), "\0\u{1}"),
    ("$status:400", 400, None, ""),
    ("$status:400 reason", 400, Some(TEXT), "reason"),
    ("$status:418 a: b", 418, Some(TEXT), "a: b"),
    ("$status:600", 600, None, ""),
    ("$status:999 far out", 999, Some(TEXT), "far out"),
    ("$status:204 no body here", 204, None, ""),
    ("$status:304 no body here", 304, None, ""),
    ("$csv:1,2", 200, Some(CSV), "1,2\n"),
    ("$csv:a:b", 200, Some(CSV), "a:b\n"),
    // What follows is handed on as it is: a second prefix is text.
    ("$text:$html:x", 200, Some(TEXT), "$html:x"),
    ("$html:$file:Cargo.toml", 200, Some(HTML), "$file:Cargo.toml"),
    ("$status:404 $html:x", 404, Some(TEXT), "$html:x"),
    ("$csv:$redirect:/", 200, Some(CSV), "$redirect:/\n"),
    // No prefixes.
    ("$unknown:x", 200, Some(TEXT), "$unknown:x"),
    ("$HTML:x", 200, Some(TEXT), "$HTML:x"),
    ("$CSV:x", 200, Some(TEXT), "$CSV:x"),
    ("$", 200, Some(TEXT), "$"),
    ("$:", 200, Some(TEXT), "$:"),
    ("$:x", 200, Some(TEXT), "$:x"),
    ("$5", 200, Some(TEXT), "$5"),
    ("$html", 200, Some(TEXT), "$html"),
    ("$html;x", 200, Some(TEXT), "$html;x"),
    ("$ html:x", 200, Some(TEXT), "$ html:x"),
    ("$html :x", 200, Some(TEXT), "$html :x"),
    ("$$html:x", 200, Some(TEXT), "$$html:x"),
    (" $html:x", 200, Some(TEXT), " $html:x"),
    ("\u{feff}$html:x", 200, Some(TEXT), "\u{feff}$html:x"),
    ("x$html:y", 200, Some(TEXT), "x$html:y"),
    ("html:x", 200, Some(TEXT), "html:x"),
    ("$名:x", 200, Some(TEXT), "$名:x"),
    ("$\0:x", 200, Some(TEXT), "$\0:x"),
];

/// Texts whose prefix is known, and what follows it is not what the prefix takes.
pub(super) const MISTAKEN: &[&str] = &[
    "$status:",
    "$status:abc",
    "$status:40",
    "$status:4000",
    "$status:+40",
    "$status:042",
    "$status:099",
    "$status:100",
    "$status:199 text",
    "$status:400reason",
    "$status:-400",
    "$status:٤٠٤",
    "$redirect:/a\r\nSet-Cookie: b=1",
    "$file:no/such/file",
    "$file:/etc/passwd",
    "$file:../Cargo.toml",
    "$csv:panic",
];

#[get_mapping("/written/<index>")]
fn written(index: usize) -> &'static str {
    WRITTEN[index].0
}

#[get_mapping("/mistaken/<index>")]
fn mistaken(index: usize) -> &'static str {
    MISTAKEN[index]
}

#[get_mapping]
fn written_redirect() -> &'static str {
    "$redirect:https://example.org/名?a b"
}

#[get_mapping]
async fn written_file() -> &'static str {
    "$file:rustfmt.toml"
}

#[tokio::test]
async fn a_prefix_in_a_static_text_chooses_the_type() {
    let app = app();
    for (index, (_, status, content_type, body)) in WRITTEN.iter().enumerate() {
        assert_answer(&app.get(&format!("/written/{index}")).await, *status, *content_type, body);
    }
}

#[tokio::test]
async fn a_redirect_and_a_file_are_chosen_too() {
    let app = app();
    let redirect = app.get("/written_redirect").await;
    assert_answer(&redirect, 302, None, "");
    redirect.assert_header("location", "https://example.org/%E5%90%8D?a%20b");
    assert_answer(&app.get("/written_file").await, 200, Some(TOML), A_FILE);
}

#[tokio::test]
async fn what_the_prefix_does_not_take_is_a_500_that_does_not_say_why() {
    let app = app();
    for (index, text) in MISTAKEN.iter().enumerate() {
        for path in [format!("/mistaken/{index}"), with("/asked/string", text)] {
            let answer = app.get(&path).await;
            answer.assert_status(500).assert_header("content-type", PROBLEM);
            let path = path.split('?').next();
            answer.assert_json(json!({
                "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path
            }));
            assert_eq!((answer.header("location"), answer.header("set-cookie")), (None, None), "{text}");
        }
    }
}

#[get_mapping("/static/option")]
fn static_option() -> Option<&'static str> {
    Some("$html:x")
}

#[get_mapping("/static/result")]
fn static_result() -> Result<&'static str, Invalid> {
    Ok("$html:x")
}

#[get_mapping("/static/pair")]
async fn static_pair() -> (HttpStatus, &'static str) {
    (HttpStatus::CREATED, "$html:x")
}

#[get_mapping("/static/status")]
fn static_status() -> Option<Status<201, &'static str>> {
    Some(Status("$html:x"))
}

#[get_mapping("/static/created")]
fn static_created() -> Created<&'static str> {
    Created::at("/", "$html:x")
}

#[get_mapping("/static/opaque")]
async fn static_opaque() -> impl IntoResponse {
    "$html:x"
}

/// `prefixed` says what is so anyway.
#[get_mapping("/static/prefixed", prefixed)]
fn static_prefixed() -> &'static str {
    "$html:x"
}

#[tokio::test]
async fn a_static_text_keeps_its_prefix_in_whatever_holds_it() {
    let app = app();
    let cases = [
        ("/static/option", 200),
        ("/static/result", 200),
        ("/static/pair", 201),
        ("/static/status", 201),
        ("/static/created", 201),
        ("/static/opaque", 200),
        ("/static/prefixed", 200),
    ];
    for (path, status) in cases {
        assert_answer(&app.get(path).await, status, Some(HTML), "x");
    }
}

#[get_mapping]
fn static_elements() -> Vec<&'static str> {
    vec!["$html:x"]
}

#[tokio::test]
async fn a_prefix_in_json_is_text() {
    assert_answer(&app().get("/static_elements").await, 200, Some(JSON), r#"["$html:x"]"#);
}

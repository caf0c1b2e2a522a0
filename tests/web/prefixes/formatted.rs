//! `prefixed!` formats and converts in one step; what is filled in changes nothing.

use framework::{Prefixed, prefixed, prelude::*};

use super::{CSV, app, literals::WRITTEN, unstarted, visitors::SMUGGLED};
use crate::answers::{A_FILE, HTML, JSON, OCTETS, PROBLEM, TEXT, TOML, assert_answer, with};

#[derive(Default)]
struct Formatted;

#[controller("/formatted")]
impl Formatted {
    #[get_mapping("/inline/<n>")]
    fn inline(n: u32) -> Prefixed {
        prefixed!("$html:<h1>Page {n} of {n:03}</h1>")
    }

    #[get_mapping("/positional/<n>")]
    async fn positional(n: u32) -> impl IntoResponse {
        prefixed!("$text:{}, {} and {0}; {:?}", n, n + 1, "x")
    }

    #[get_mapping("/named/<n>")]
    fn named(n: u32) -> Result<Prefixed, Invalid> {
        let width = 4;
        Ok(prefixed!("$json:[{n}, {next:>width$}, {x}]", next = n + 1, x = { "\"x\"" },))
    }

    #[get_mapping("/braces/<n>")]
    fn braces(n: u32) -> Option<Prefixed> {
        Some(prefixed!("$json:{{\"n\":{n},\"o\":{{}}}}"))
    }

    #[get_mapping("/nothing")]
    fn nothing() -> (HttpStatus, Prefixed) {
        (HttpStatus::CREATED, prefixed!("$html:{{}} as written"))
    }

    #[get_mapping("/raw/<n>")]
    fn raw(n: u32) -> Status<201, Prefixed> {
        Status(prefixed!(r#"$bytes:"{n}""#))
    }

    #[get_mapping("/status/<text>")]
    fn status(text: &str) -> Prefixed {
        prefixed!("$status:404 no {text}")
    }

    #[get_mapping("/code/<text>")]
    fn code(text: &str) -> Prefixed {
        prefixed!("$status:{text}")
    }

    #[get_mapping("/file/<name>")]
    fn file(name: &str) -> Prefixed {
        prefixed!("$file:{name}.toml")
    }

    #[get_mapping("/own/<n>")]
    fn own(n: u32) -> Prefixed {
        prefixed!("$csv:{n},{}", n * 2)
    }
}

#[tokio::test]
async fn prefixed_formats_and_converts_in_one_step() {
    let app = app();
    let cases = [
        ("inline/7", 200, Some(HTML), "<h1>Page 7 of 007</h1>"),
        ("positional/7", 200, Some(TEXT), "7, 8 and 7; \"x\""),
        ("named/7", 200, Some(JSON), "[7,    8, \"x\"]"),
        ("braces/7", 200, Some(JSON), r#"{"n":7,"o":{}}"#),
        ("nothing", 201, Some(HTML), "{} as written"),
        ("raw/7", 201, Some(OCTETS), "\"7\""),
        ("status/x", 404, Some(TEXT), "no x"),
        ("code/404", 404, None, ""),
        ("code/404%20gone", 404, Some(TEXT), "gone"),
        ("file/rustfmt", 200, Some(TOML), A_FILE),
        ("own/7", 200, Some(CSV), "7,14\n"),
    ];
    for (path, status, content_type, body) in cases {
        assert_answer(&app.get(&format!("/formatted/{path}")).await, status, content_type, body);
    }
    for path in ["code/x", "code/100", "code/%24html:x", "file/..%2Frustfmt", "file/%2Fetc%2Fpasswd%00"] {
        app.get(&format!("/formatted/{path}")).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[get_mapping("/after/static")]
fn after_static(text: String) -> Prefixed {
    prefixed!("$text:a:{text}")
}

#[get_mapping("/after/nothing")]
fn after_nothing(text: String) -> Prefixed {
    prefixed!("$text:{text}")
}

#[tokio::test]
async fn a_formatted_part_cannot_change_the_prefix() {
    let app = app();
    for text in SMUGGLED.iter().chain(&[":", "::", ":$html:x", "{}", "{{", "}"]) {
        assert_answer(&app.get(&with("/after/nothing", text)).await, 200, Some(TEXT), text);
        assert_answer(&app.get(&with("/after/static", text)).await, 200, Some(TEXT), &format!("a:{text}"));
    }
}

#[get_mapping("/next/here")]
fn next_here(text: String) -> Prefixed {
    prefixed!("$redirect:/{text}")
}

#[get_mapping("/next/converted")]
fn next_converted(text: String) -> http::Response<Body> {
    prefixed!("$redirect:/{}", text).into()
}

#[get_mapping("/next/below")]
fn next_below(text: String) -> Prefixed {
    prefixed!("$redirect:/users/{text}")
}

#[get_mapping("/next/there")]
fn next_there(text: String) -> Prefixed {
    prefixed!("$redirect:https://example.org/{text}")
}

#[tokio::test]
async fn a_redirect_that_begins_here_ends_here() {
    let app = app();
    for path in ["/next/here", "/next/converted"] {
        for (text, location) in [("", "/"), ("login", "/login"), ("a b/名", "/a%20b/%E5%90%8D"), ("a//b", "/a//b")] {
            let answer = app.get(&with(path, text)).await;
            assert_answer(&answer, 302, None, "");
            answer.assert_header("location", location);
        }
        for text in ["/evil.example", "\\evil.example", "/\\evil", "//evil", "\t/evil", "\n/evil", "a\r\nX: y"] {
            let answer = app.get(&with(path, text)).await;
            answer.assert_status(400).assert_header("content-type", PROBLEM);
            assert_eq!((answer.header("location"), answer.header("x")), (None, None), "{text:?}");
        }
    }
    app.get(&with("/next/below", "/evil")).await.assert_status(302).assert_header("location", "/users//evil");
    let there = app.get(&with("/next/there", "//evil")).await;
    there.assert_status(302).assert_header("location", "https://example.org///evil");
}

#[get_mapping("/converted/field")]
fn converted_field() -> http::Response<Body> {
    let mut response: http::Response<Body> = prefixed!("$html:<b>{}</b>", 1).into();
    response.headers_mut().insert("x-own", http::HeaderValue::from_static("1"));
    response.headers_mut().insert("content-type", http::HeaderValue::from_static("text/x"));
    response
}

#[get_mapping("/converted/status")]
fn converted_status() -> http::Response<Body> {
    let mut response = http::Response::from(prefixed!("$html:{}", 1));
    *response.status_mut() = http::StatusCode::ACCEPTED;
    response
}

#[get_mapping("/converted/pair")]
async fn converted_pair() -> (HttpStatus, http::Response<Body>) {
    (HttpStatus::CREATED, prefixed!("$csv:{}", 1).into())
}

#[get_mapping("/converted/missing")]
fn converted_missing() -> Result<Response, Invalid> {
    Ok(prefixed!("$status:404 no {}", 1).into())
}

#[tokio::test]
async fn a_field_of_a_converted_response_stays() {
    let app = app();
    let field = app.get("/converted/field").await;
    assert_answer(&field, 200, Some("text/x"), "<b>1</b>");
    field.assert_header("x-own", "1");
    assert_eq!(field.headers().get_all("content-type").iter().count(), 1);
    assert_answer(&app.get("/converted/missing").await, 404, Some(TEXT), "no 1");
}

#[tokio::test]
async fn the_status_of_a_converted_response_stays() {
    let app = app();
    assert_answer(&app.get("/converted/pair").await, 201, Some(CSV), "1\n");
    assert_answer(&app.get("/converted/status").await, 202, Some(HTML), "1");
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let app = app();
    let mut paths: Vec<_> = (0..WRITTEN.len()).map(|index| format!("/written/{index}")).collect();
    paths.extend(["/written_file", "/converted/field", "/formatted/inline/7", "/own/bad"].map(str::to_owned));
    for path in paths {
        let get = app.get(&path).await;
        let head = app.head(&path).await;
        head.assert_status(get.status().code()).assert_text("");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        if !get.bytes().is_empty() {
            head.assert_header("content-length", &get.bytes().len().to_string());
        }
    }
}

#[tokio::test]
async fn the_reason_on_the_wire_is_unknown_where_nobody_registered_one() {
    for (index, line) in
        [(10, "HTTP/1.1 600 UNKNOWN\r\n"), (11, "HTTP/1.1 999 UNKNOWN\r\n"), (7, "HTTP/1.1 400 Bad Request\r\n")]
    {
        let response = crate::exchange(unstarted(), &format!("GET /written/{index} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        assert!(response.starts_with(line), "{response}");
    }
}

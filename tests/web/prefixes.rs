//! A prefix chooses the response type where the program wrote it, and nowhere else.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use framework::{
    Prefixed, Schema, TestApp, TestResponse, prefixed,
    prelude::*,
    response_prefix,
    serde_json::{Value, json},
};

const TEXT: &str = "text/plain; charset=UTF-8";
const HTML: &str = "text/html; charset=UTF-8";
const JSON: &str = "application/json; charset=UTF-8";
const OCTETS: &str = "application/octet-stream";
const PROBLEM: &str = "application/problem+json";
const TOML: &str = "text/x-toml; charset=UTF-8";
const CSV: &str = "text/csv";

/// There is a file in the root of files: if a prefix counted where it must not, its content would be sent.
fn app() -> TestApp {
    App::new().module(module_path!()).set("http.files_root", env!("CARGO_MANIFEST_DIR")).test()
}

const A_FILE: &str = include_str!("../../rustfmt.toml");

/// A path with a text in its query, whatever the text is.
fn with(path: &str, text: &str) -> String {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("{path}?text={encoded}")
}

#[track_caller]
fn assert_answer(answer: &TestResponse, status: u16, content_type: Option<&str>, body: &str) {
    answer.assert_status(status).assert_text(body);
    assert_eq!(answer.header("content-type"), content_type, "{body}");
}

/// Texts that a program may write, and what is sent for them: status, type, body.
const WRITTEN: &[(&str, u16, Option<&str>, &str)] = &[
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
const MISTAKEN: &[&str] = &[
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

/// What a visitor would like to have honoured.
const SMUGGLED: &[&str] = &[
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
struct Note {
    text: String,
    more: Vec<Option<String>>,
}

fn note(text: &str) -> Note {
    Note { text: text.to_owned(), more: vec![Some(text.to_owned())] }
}

/// `Words` is `String`, whatever it is called.
type Words = String;

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
enum NoteError {
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
fn problem(detail: &str) -> Value {
    json!({ "type": "about:blank", "title": "Conflict", "status": 409, "detail": detail })
}

fn assert_nothing_came_along(answer: &TestResponse, text: &str) {
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

#[derive(Default)]
struct Asked;

macro_rules! asked {
    ($($name:ident($text:ident) -> $returned:ty { $value:expr } $status:literal;)*) => {
        const ASKED: &[(&str, u16)] = &[$((stringify!($name), $status)),*];

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

/// A table; some texts are none.
struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<http::Response<Body>, Invalid> {
        Ok(http::Response::builder().header("content-type", CSV).body(self.0.into())?)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, CSV, Schema::new());
    }
}

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        match text.as_str() {
            "bad" => Err(Invalid::unprocessable("it is no table").with("line", 1)),
            "foreign" => Ok(Csv(text.parse::<u8>()?.to_string())),
            "elsewhere" => Err(RedirectResponse::to("/login").into()),
            "panic" => panic!("no table"),
            _ => Ok(Csv(text + "\n")),
        }
    }
}

#[get_mapping("/own/bad")]
fn own_bad() -> &'static str {
    "$csv:bad"
}

#[get_mapping("/own/foreign")]
fn own_foreign() -> &'static str {
    "$csv:foreign"
}

#[get_mapping("/own/elsewhere")]
fn own_elsewhere() -> &'static str {
    "$csv:elsewhere"
}

#[get_mapping("/own/panic")]
async fn own_panic() -> &'static str {
    "$csv:panic"
}

/// The same text by `prefixed!`.
#[get_mapping("/own/formatted")]
fn own_formatted(text: String) -> Prefixed {
    prefixed!("$csv:{text}")
}

/// And by a response that the service finishes.
#[get_mapping("/own/converted")]
fn own_converted(text: String) -> Response {
    prefixed!("$csv:{text}").into()
}

#[tokio::test]
async fn an_own_type_may_refuse_what_follows_its_prefix() {
    let app = app();
    for text in ["bad", "foreign", "panic"] {
        for path in [format!("/own/{text}"), with("/own/formatted", text), with("/own/converted", text)] {
            let answer = app.get(&path).await;
            match text {
                "bad" => answer.assert_status(422).assert_header("content-type", PROBLEM).assert_json(json!({
                    "type": "about:blank", "title": "Unprocessable Entity", "status": 422,
                    "detail": "it is no table", "line": 1, "instance": path.split('?').next()
                })),
                _ => answer.assert_status(500).assert_header("content-type", PROBLEM),
            };
        }
    }
    assert_answer(&app.get(&with("/own/converted", "1")).await, 200, Some(CSV), "1\n");
}

#[tokio::test]
async fn an_own_type_may_answer_with_a_response_instead() {
    let app = app();
    let paths = ["/own/formatted", "/own/converted", "/asked/string"];
    let texts = ["elsewhere", "elsewhere", "$csv:elsewhere"];
    let formatted = paths.iter().zip(texts).map(|(path, text)| with(path, text));
    for path in formatted.chain(["/own/elsewhere".to_owned()]) {
        let answer = app.get(&path).await;
        assert_answer(&answer, 302, None, "");
        answer.assert_header("location", "/login");
    }
}

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
        let app = App::new().module(module_path!());
        let response = crate::exchange(app, &format!("GET /written/{index} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        assert!(response.starts_with(line), "{response}");
    }
}

#[derive(Default)]
struct Described;

#[controller("/described")]
impl Described {
    #[get_mapping]
    fn written(late: bool) -> &'static str {
        if late { "$html:<h1>late</h1>" } else { "$redirect:/early" }
    }

    #[get_mapping("/asked", prefixed)]
    async fn asked(n: u32) -> Result<String, Invalid> {
        Ok(format!("$json:[{n}]"))
    }

    #[get_mapping("/never", prefixed = false)]
    fn never() -> String {
        "$json:as text".to_owned()
    }

    #[get_mapping]
    fn plain() -> &'static str {
        "plain"
    }

    #[get_mapping]
    fn formatted(n: u32) -> Prefixed {
        prefixed!("$html:{n}")
    }
}

#[tokio::test]
async fn the_prefixes_of_literals_are_described() {
    let app = App::new().only::<Described>().set("http.docs", "on").test();
    let document: Value = app.get("/openapi.json").await.assert_status(200).json();
    let cases: [(&str, &str, &[&str]); 5] = [
        ("written", "200", &["text/html", "text/plain"]),
        ("asked", "200", &["application/json", "text/plain"]),
        ("never", "200", &["text/plain"]),
        ("plain", "200", &["text/plain"]),
        ("formatted", "default", &[]),
    ];
    for (path, status, media_types) in cases {
        let responses = &document["paths"][format!("/described/{path}")]["get"]["responses"];
        let content = responses[status]["content"].as_object();
        let found: Vec<_> = content.into_iter().flat_map(|content| content.keys()).collect();
        assert_eq!(found, media_types, "{path}: {responses}");
        assert!(responses[status].is_object(), "{path}: {responses}");
        assert_eq!(responses["default"].is_object(), !["never", "plain"].contains(&path), "{path}: {responses}");
    }
    let written = &document["paths"]["/described/written"]["get"]["responses"];
    assert!(written["302"].is_object() && written["302"]["content"].is_null(), "{written}");
}

//! Where a scalar argument comes from, and what is answered when it cannot be made.

mod requests;
mod scalars;

use framework::{
    Description, Kind, Loaded, Parameter, ParameterError, TestApp,
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
    tokio,
};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean)]
#[serde(rename_all = "kebab-case")]
enum Size {
    Small,
    VeryLarge,
    #[serde(rename = "xxl", alias = "huge")]
    Enormous,
}

#[derive(Bean)]
struct Metres(u16);

#[get_mapping("/borrowed/<name>")]
async fn across_an_await(name: &str, q: &str, #[header] user_agent: &str) -> String {
    tokio::task::yield_now().await;
    format!("{name} {q} {user_agent}")
}

#[get_mapping("/borrowed-optional/<name>")]
async fn optional_across_an_await<'a>(name: &'a str, q: Option<&'a str>, all: Vec<&'a str>) -> String {
    tokio::task::yield_now().await;
    format!("{name} {q:?} {all:?}")
}

#[post_mapping("/borrowed-body")]
async fn body_across_an_await(#[body] body: &str) -> String {
    tokio::task::yield_now().await;
    body.to_uppercase()
}

#[tokio::test]
async fn borrowed_text_lives_across_an_await() {
    let app = app();
    let answer = app.get("/borrowed/A%2FB%20%C3%9F?q=x+y").header("User-Agent", "test").await;
    answer.assert_status(200).assert_text("A/B ß x y test");
    app.get("/borrowed-optional/a?all=1&all=2").await.assert_text(r#"a None ["1", "2"]"#);
    app.get("/borrowed-optional/a?q=").await.assert_text(r#"a Some("") []"#);
    app.post("/borrowed-body").body("text").await.assert_text("TEXT");
}

#[get_mapping("/capture/<value>")]
fn capture(value: String) -> String {
    value
}

#[get_mapping("/rest/<*value>")]
fn rest(value: String) -> String {
    value
}

#[get_mapping("/typed/<day>/<size>/<flag>/<letter>")]
fn typed(#[path] day: NaiveDate, size: Size, flag: bool, letter: char) -> Value {
    json!([day, size, flag, letter])
}

#[tokio::test]
async fn captures_are_decoded_once() {
    let cases = [
        ("/capture/a", "a"),
        ("/capture/%E4%BA%A7%E5%93%81", "产品"),
        ("/capture/a+b", "a+b"),
        ("/capture/a%20b", "a b"),
        ("/capture/a%2Fb", "a/b"),
        ("/capture/%2541", "%41"),
        ("/capture/%25", "%"),
        ("/rest/a", "a"),
        ("/rest/a/b", "a/b"),
        ("/rest/a%20b/%C3%9F", "a b/ß"),
        ("/rest/a%2Fb/c", "a%2Fb/c"),
        ("/typed/2022-10-12/very-large/on/%C3%9F", r#"["2022-10-12","very-large",true,"ß"]"#),
    ];
    let app = app();
    for (target, text) in cases {
        app.get(target).await.assert_status(200).assert_text(text);
    }
    for target in ["/capture/%", "/capture/%4", "/capture/%zz", "/capture/%FF", "/rest/a/%C3"] {
        app.get(target).await.assert_status(400);
    }
}

#[get_mapping("/renamed/<id>")]
fn renamed(id: u8, #[query("q")] text: String, r#type: Option<String>, #[query("a b")] spaced: Option<i32>) -> String {
    format!("{id} {text} {type:?} {spaced:?}", r#type = r#type)
}

#[tokio::test]
async fn a_parameter_has_the_name_of_its_argument_or_the_one_that_is_written() {
    let app = app();
    app.get("/renamed/7?q=x").await.assert_text("7 x None None");
    app.get("/renamed/7?q=x&type=t&a+b=3").await.assert_text(r#"7 x Some("t") Some(3)"#);
    app.get("/renamed/7?text=x").await.assert_status(400);
}

#[get_mapping]
fn optional(n: Option<i32>, #[header] x_count: Option<u8>) -> String {
    format!("{n:?} {x_count:?}")
}

#[get_mapping]
fn optional_list(n: Option<Vec<i32>>) -> String {
    format!("{n:?}")
}

#[tokio::test]
async fn an_option_is_none_when_it_is_missing_and_only_then() {
    let app = app();
    app.get("/optional").await.assert_status(200).assert_text("None None");
    app.get("/optional?n=3").header("X-Count", "4").await.assert_text("Some(3) Some(4)");
    for (target, count) in
        [("/optional?n=", "1"), ("/optional?n=x", "1"), ("/optional?n=1", "256"), ("/optional?n=1", "")]
    {
        app.get(target).header("x-count", count).await.assert_status(400);
    }
}

#[tokio::test]
async fn an_optional_list_is_none_when_its_name_is_not_there() {
    let app = app();
    app.get("/optional_list?n=1&n=2").await.assert_text("Some([1, 2])");
    app.get("/optional_list").await.assert_text("None");
}

#[get_mapping]
fn defaults(
    #[query(default = 10)] size: u16,
    #[query("s", default = "none")] sort: String,
    #[header("X-Mode", default = "plain")] mode: &str,
    #[query(default = 1.5)] factor: f64,
) -> String {
    format!("{size} {sort} {mode} {factor}")
}

#[get_mapping]
fn list_default(#[query(default = vec![1, 2])] n: Vec<i32>) -> Vec<i32> {
    n
}

#[tokio::test]
async fn a_default_stands_for_what_is_missing_and_only_for_that() {
    let app = app();
    app.get("/defaults").await.assert_status(200).assert_text("10 none plain 1.5");
    app.get("/defaults?size=3&s=&factor=2").header("x-mode", "fast").await.assert_text("3  fast 2");
    for target in ["/defaults?size=", "/defaults?size=65536", "/defaults?factor=x"] {
        app.get(target).await.assert_status(400);
    }
}

#[tokio::test]
async fn a_list_has_its_default_when_its_name_is_not_there() {
    let app = app();
    app.get("/list_default?n=7").await.assert_text("[7]");
    app.get("/list_default").await.assert_text("[1,2]");
}

#[get_mapping]
fn repeated(n: Vec<i32>, word: Vec<String>, #[header] x_tag: Vec<String>, #[query("b")] bytes: Vec<u8>) -> Value {
    json!([n, word, x_tag, bytes])
}

#[tokio::test]
async fn a_list_is_every_value_of_a_repeated_name_in_order() {
    let app = app();
    app.get("/repeated").await.assert_text("[[],[],[],[]]");
    let answer = app.get("/repeated?n=3&word=a+b&n=1&b=255&n=2&word=").header("X-Tag", "x").header("x-tag", "y").await;
    answer.assert_status(200).assert_text(r#"[[3,1,2],["a b",""],["x","y"],[255]]"#);
    let answer = app.get("/repeated?n=1&n=x&n=y").await;
    assert_eq!(answer.assert_status(400).json::<Value>()["errors"][0]["name"], "n");
}

#[get_mapping("/own-decision/<id>")]
fn own_decision(
    id: Result<i32, ParameterError>,
    q: Result<String, ParameterError>,
    n: Result<Option<u8>, ParameterError>,
) -> String {
    let show = |error: &ParameterError| format!("{} missing={} {}", error.name(), error.is_missing(), error.status());
    format!("{:?}; {:?}; {:?}", id.as_ref().map_err(show), q.as_ref().map_err(show), n.as_ref().map_err(show))
}

#[tokio::test]
async fn a_result_leaves_the_decision_to_the_handler() {
    let app = app();
    app.get("/own-decision/1?q=x&n=2").await.assert_text(r#"Ok(1); Ok("x"); Ok(Some(2))"#);
    let text = r#"Err("id missing=false 400 Bad Request"); Err("q missing=true 400 Bad Request"); Ok(None)"#;
    app.get("/own-decision/x").await.assert_status(200).assert_text(text);
    app.get("/own-decision/1?q=&n=-1").await.assert_text(r#"Ok(1); Ok(""); Err("n missing=false 400 Bad Request")"#);
}

#[get_mapping("/report/<id>")]
fn report(
    id: i32,
    page: u32,
    #[query(default = 10)] size: u16,
    flag: Option<bool>,
    #[header("X-Limit")] limit: u8,
    #[header] x_token: String,
    good: String,
) -> String {
    format!("{id} {page} {size} {flag:?} {limit} {x_token} {good}")
}

#[tokio::test]
async fn all_errors_of_a_request_are_reported_together() {
    let app = app();
    let answer = app.get("/report/x7?size=70000&flag=maybe&good=yes").header("X-Limit", "s3cret").await;
    answer.assert_status(400).assert_header("content-type", "application/problem+json").assert_json(json!({
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "path parameter `id`: expected an integer (i32), got `x7`; \
                   query parameter `page` is missing; \
                   query parameter `size`: expected an integer (u16), got `70000`; \
                   query parameter `flag`: expected true, false, 1, 0, on or off, got `maybe`; \
                   header parameter `x-limit`: expected an integer (u8); \
                   header parameter `x-token` is missing",
        "instance": "/report/x7",
        "errors": [
            { "in": "path", "name": "id", "message": "expected an integer (i32), got `x7`" },
            { "in": "query", "name": "page", "message": "is missing" },
            { "in": "query", "name": "size", "message": "expected an integer (u16), got `70000`" },
            { "in": "query", "name": "flag", "message": "expected true, false, 1, 0, on or off, got `maybe`" },
            { "in": "header", "name": "x-limit", "message": "expected an integer (u8)" },
            { "in": "header", "name": "x-token", "message": "is missing" },
        ],
    }));
    let answer = app.get("/report/7?page=1&good=a").header("x-limit", "255").header("X-TOKEN", "t").await;
    answer.assert_status(200).assert_text("7 1 10 None 255 t a");
}

#[tokio::test]
async fn a_refused_value_is_escaped_and_cut_at_64_characters() {
    let long = |character: &str| character.repeat(65);
    let cases = [
        ("%1B%5B31m".to_owned(), r"\u{1b}[31m".to_owned()),
        ("a%0D%0Ab%00".to_owned(), r"a\r\nb\0".to_owned()),
        ("%E2%80%AE".to_owned(), r"\u{202e}".to_owned()),
        ("x".repeat(64), "x".repeat(64)),
        (long("x"), format!("{}…", "x".repeat(64))),
        (long("%C3%9F"), format!("{}…", "ß".repeat(64))),
    ];
    let app = app();
    for (encoded, shown) in cases {
        for (place, name, target) in
            [("query", "v", format!("/scalar/i32?v={encoded}")), ("path", "value", format!("/path/{encoded}/i32"))]
        {
            let answer = app.get(&target).await;
            let message = format!("expected an integer (i32), got `{shown}`");
            let errors = json!([{ "in": place, "name": name, "message": message }]);
            assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors, "{target}");
        }
    }
}

/// An extractor of the program's own.
struct Language<'r>(&'r str);

impl<'r> FromRequest<'r> for Language<'r> {
    const KIND: Kind = Kind::Request;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match loaded.head().header("accept-language") {
            None => Ok(Language("en")),
            Some(text) => {
                text.get(..2).map(Language).ok_or_else(|| ParameterError::invalid(parameter, "expected two letters"))
            }
        }
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}

#[get_mapping]
async fn language(language: Language<'_>, n: i32) -> String {
    tokio::task::yield_now().await;
    format!("{} {n}", language.0)
}

#[tokio::test]
async fn an_extractor_of_ones_own_reports_beside_the_others() {
    let app = app();
    app.get("/language?n=1").await.assert_text("en 1");
    app.get("/language?n=1").header("Accept-Language", "de-CH").await.assert_text("de 1");
    let answer = app.get("/language?n=x").header("Accept-Language", "d").await;
    let errors = answer.assert_status(400).json::<Value>()["errors"].clone();
    assert_eq!(errors[0], json!({ "in": "request", "name": "language", "message": "expected two letters" }));
    assert_eq!(errors[1]["name"], "n");
}

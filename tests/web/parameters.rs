//! Where a scalar argument comes from, and what is answered when it cannot be made.

use framework::{
    Description, Extension, Kind, Loaded, Parameter, ParameterError, TestApp,
    bytes::Bytes,
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    http::{HeaderMap, Method, Uri},
    prelude::*,
    serde_json::{Value, json},
    tokio,
};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Default)]
struct InQuery;
#[derive(Default)]
struct InPath;

// `impl IntoResponse` is described by inference: what is returned is the number.
macro_rules! integers {
    ($($type:ident)*) => {
        #[controller("/query")]
        impl InQuery {
            $(#[get_mapping] fn $type(value: $type) -> impl IntoResponse { value })*
        }

        #[controller("/path/<value>")]
        impl InPath {
            $(#[get_mapping] async fn $type(value: $type) -> impl IntoResponse { value })*
        }

        /// Type, least, one less, most, one more.
        fn bounds() -> Vec<(&'static str, [String; 4])> {
            vec![$((stringify!($type), [
                $type::MIN.to_string(),
                if $type::MIN == 0 { "-1".to_owned() } else { one_further($type::MIN) },
                $type::MAX.to_string(),
                one_further($type::MAX),
            ])),*]
        }
    };
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// No bound ends in 9, so the next number away from zero differs in the last digit alone.
fn one_further(bound: impl ToString) -> String {
    let mut digits = bound.to_string();
    let last = digits.pop().and_then(|digit| digit.to_digit(10)).expect("a digit");
    format!("{digits}{}", last + 1)
}

#[tokio::test]
async fn an_integer_is_read_exactly_at_its_bounds_and_refused_beyond() {
    let app = app();
    for (name, [least, less, most, more]) in bounds() {
        for good in [&least, &most] {
            app.get(&format!("/query/{name}?value={good}")).await.assert_status(200).assert_text(good);
            app.get(&format!("/path/{good}/{name}")).await.assert_status(200).assert_text(good);
        }
        for bad in [&less, &more] {
            let message = format!("expected an integer ({name}), got `{bad}`");
            for (place, target) in
                [("query", format!("/query/{name}?value={bad}")), ("path", format!("/path/{bad}/{name}"))]
            {
                let answer = app.get(&target).await;
                let error = json!([{ "in": place, "name": "value", "message": message }]);
                assert_eq!(answer.assert_status(400).json::<Value>()["errors"], error, "{target}");
            }
        }
    }
}

#[derive(Default)]
struct Scalars;

#[controller("/scalar")]
impl Scalars {
    #[get_mapping]
    fn i32(v: i32) -> i32 {
        v
    }

    #[get_mapping]
    fn f64(v: f64) -> f64 {
        v
    }

    #[get_mapping]
    fn f32(v: f32) -> f32 {
        v
    }

    #[get_mapping]
    fn bool(v: bool) -> bool {
        v
    }

    #[get_mapping]
    fn char(v: char) -> char {
        v
    }

    #[get_mapping]
    fn text(v: String) -> String {
        v
    }

    #[get_mapping]
    fn boxed(v: Box<str>) -> Box<str> {
        v
    }

    #[get_mapping]
    fn borrowed(v: &str) -> String {
        v.to_owned()
    }

    #[get_mapping]
    fn octets(v: &[u8]) -> Vec<u8> {
        v.to_vec()
    }

    #[get_mapping]
    fn date(v: NaiveDate) -> NaiveDate {
        v
    }

    #[get_mapping]
    fn time(v: NaiveTime) -> NaiveTime {
        v
    }

    #[get_mapping]
    fn datetime(v: NaiveDateTime) -> NaiveDateTime {
        v
    }

    #[get_mapping]
    fn utc(v: DateTime<Utc>) -> DateTime<Utc> {
        v
    }

    #[get_mapping]
    fn zoned(v: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        v
    }

    #[get_mapping]
    fn size(v: Size) -> Size {
        v
    }

    #[get_mapping]
    fn metres(v: Metres) -> Metres {
        v
    }
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

#[tokio::test]
async fn every_scalar_is_read_from_the_query_string() {
    let cases = [
        ("i32?v=-0", "0"),
        ("f64?v=1.50", "1.5"),
        ("f64?v=1e3", "1000"),
        ("f64?v=-0.1", "-0.1"),
        ("f32?v=0.1", "0.1"),
        ("bool?v=true", "true"),
        ("bool?v=1", "true"),
        ("bool?v=on", "true"),
        ("bool?v=false", "false"),
        ("bool?v=0", "false"),
        ("bool?v=off", "false"),
        ("char?v=a", "a"),
        ("char?v=%E4%BA%A7", "产"),
        ("char?v=+", " "),
        ("text?v=", ""),
        ("text?v", ""),
        ("text?v=a=b", "a=b"),
        ("text?w=1&v=2", "2"),
        ("text?v=1&v=2", "1"),
        ("text?v=a%26b%3Dc%2B+d%20e", "a&b=c+ d e"),
        ("text?%76=encoded+name", "encoded name"),
        ("text?v=100%", "100%"),
        ("boxed?v=x", "x"),
        ("borrowed?v=%C3%9F", "ß"),
        ("octets?v=%C3%9F", "ß"),
        ("date?v=2024-02-29", "2024-02-29"),
        ("time?v=12:12:12", "12:12:12"),
        ("datetime?v=2022-10-12T12:12:12", "2022-10-12T12:12:12"),
        ("datetime?v=2022-10-12T12:12", "2022-10-12T12:12:00"),
        ("utc?v=2022-10-12T12:12:12Z", "2022-10-12T12:12:12+00:00"),
        ("utc?v=2022-10-12T12:12:12%2B02:00", "2022-10-12T10:12:12+00:00"),
        ("zoned?v=2022-10-12T12:12:12-03:30", "2022-10-12T12:12:12-03:30"),
        ("size?v=small", r#""small""#),
        ("size?v=very-large", r#""very-large""#),
        ("size?v=xxl", r#""xxl""#),
        ("size?v=huge", r#""xxl""#),
        ("metres?v=65535", "65535"),
    ];
    let app = app();
    for (target, text) in cases {
        app.get(&format!("/scalar/{target}")).await.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn what_does_not_convert_is_a_400_that_says_what_was_expected() {
    let cases = [
        ("i32", "", "an integer (i32)", ""),
        ("i32", "1.0", "an integer (i32)", "1.0"),
        ("i32", "%201", "an integer (i32)", " 1"),
        ("i32", "0x1", "an integer (i32)", "0x1"),
        ("i32", "%D9%A3", "an integer (i32)", "٣"),
        ("f64", "x", "a number (f64)", "x"),
        ("f64", "", "a number (f64)", ""),
        ("f64", "1,5", "a number (f64)", "1,5"),
        ("f32", "x", "a number (f32)", "x"),
        ("bool", "yes", "true, false, 1, 0, on or off", "yes"),
        ("bool", "True", "true, false, 1, 0, on or off", "True"),
        ("bool", "", "true, false, 1, 0, on or off", ""),
        ("char", "", "one character", ""),
        ("char", "ab", "one character", "ab"),
        ("date", "2023-02-29", "a date as 2022-10-12", "2023-02-29"),
        ("time", "25:00:00", "a time as 12:12:12", "25:00:00"),
        ("datetime", "2022-10-12T12", "a date and time as 2022-10-12T12:12:12", "2022-10-12T12"),
        ("datetime", "2022-10-12", "a date and time as 2022-10-12T12:12:12", "2022-10-12"),
        ("utc", "2022-10-12T12:12:12", "a date and time as 2022-10-12T12:12:12Z", "2022-10-12T12:12:12"),
        ("size", "Small", "one of small, very-large, xxl", "Small"),
        ("metres", "65536", "an integer (u16)", "65536"),
    ];
    let app = app();
    for (name, encoded, expected, shown) in cases {
        let answer = app.get(&format!("/scalar/{name}?v={encoded}")).await;
        let message = format!("expected {expected}, got `{shown}`");
        answer.assert_status(400).assert_header("content-type", "application/problem+json").assert_json(json!({
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": format!("query parameter `v`: {message}"),
            "instance": format!("/scalar/{name}"),
            "errors": [{ "in": "query", "name": "v", "message": message }],
        }));
    }
}

#[tokio::test]
async fn a_missing_parameter_is_a_400_that_names_it() {
    for target in ["/scalar/i32", "/scalar/text?", "/scalar/text?V=1", "/scalar/octets?w=v", "/scalar/size?&&"] {
        let answer = app().get(target).await;
        let errors = json!([{ "in": "query", "name": "v", "message": "is missing" }]);
        assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors, "{target}");
    }
}

#[tokio::test]
async fn a_query_value_that_is_no_utf_8_is_an_error_of_that_parameter_alone() {
    let app = app();
    let answer = app.get("/scalar/text?v=%FF").await;
    let errors = json!([{ "in": "query", "name": "v", "message": "expected UTF-8" }]);
    assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors);
    app.get("/scalar/text?v=x&other=%FF&%FF=1").await.assert_status(200).assert_text("x");
}

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

#[get_mapping]
fn headers(
    #[header("X-Day")] day: NaiveDate,
    #[header] x_size: Size,
    #[header] x_list: Vec<u8>,
    #[header] x_text: String,
) -> Value {
    json!([day, x_size, x_list, x_text])
}

#[tokio::test]
async fn header_fields_are_found_whatever_their_case_and_never_shown_when_refused() {
    let app = app();
    let request = app.get("/headers").header("x-day", "2022-10-12").header("X-SIZE", "xxl").header("x-list", "1");
    let answer = request.header("X-List", "2").header("X-Text", "ß").await;
    answer.assert_status(200).assert_text(r#"["2022-10-12","xxl",[1,2],"ß"]"#);

    let request =
        app.get("/headers").header("x-day", "s3cret-1").header("x-size", "s3cret-2").header("x-list", "s3cret-3");
    let answer = request.header("x-text", b"s3cret-\xFF").await;
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    assert_eq!(
        answer.json::<Value>()["errors"],
        json!([
            { "in": "header", "name": "x-day", "message": "expected a date as 2022-10-12" },
            { "in": "header", "name": "x-size", "message": "expected one of small, very-large, xxl" },
            { "in": "header", "name": "x-list", "message": "expected an integer (u8)" },
            { "in": "header", "name": "x-text", "message": "expected UTF-8" },
        ])
    );
}

#[derive(Default)]
struct RawBody;

#[controller("/body")]
impl RawBody {
    #[post_mapping]
    fn text(#[body] body: String) -> String {
        body
    }

    #[put_mapping]
    fn borrowed(#[body] body: &str) -> String {
        body.to_owned()
    }

    #[patch_mapping]
    fn octets(#[body] body: Vec<u8>) -> Vec<u8> {
        body
    }

    #[post_mapping]
    async fn buffer(#[body] body: Bytes) -> Bytes {
        body
    }

    #[post_mapping("/slice/<id>")]
    async fn slice(&self, id: u8, #[body] body: &[u8], q: Option<i32>) -> String {
        tokio::task::yield_now().await;
        format!("{id} {} {q:?}", body.len())
    }
}

#[tokio::test]
async fn a_raw_body_is_taken_as_it_is() {
    let app = app();
    let cases = [
        (Method::POST, "/body/text", "text/plain; charset=UTF-8"),
        (Method::PUT, "/body/borrowed", "text/plain; charset=UTF-8"),
        (Method::PATCH, "/body/octets", "application/octet-stream"),
        (Method::POST, "/body/buffer", "application/octet-stream"),
    ];
    for (method, path, media_type) in cases {
        for body in ["", "a", "Grüße\r\n\0"] {
            let answer = app.request(method.clone(), path).body(body).header("content-type", "image/png").await;
            answer.assert_status(200).assert_header("content-type", media_type).assert_text(body);
        }
    }
    app.post("/body/slice/7?q=1").body(vec![0xFF, 0]).await.assert_text("7 2 Some(1)");
}

#[tokio::test]
async fn a_text_body_that_is_no_utf_8_is_a_400_and_octets_are_free() {
    let app = app();
    for (method, path) in [(Method::POST, "/body/text"), (Method::PUT, "/body/borrowed")] {
        let answer = app.request(method, path).body(vec![b'a', 0xFF]).await;
        let errors = json!([{ "in": "body", "message": "expected UTF-8" }]);
        assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors);
    }
    let answer = app.patch("/body/octets").body(vec![b'a', 0xFF]).await;
    assert_eq!(answer.assert_status(200).bytes().as_ref(), [b'a', 0xFF]);
}

#[tokio::test]
async fn a_raw_body_is_a_413_beyond_the_limit() {
    let app = App::new().module(module_path!()).set("http.body_limit", "4 B").test();
    app.post("/body/text").body("1234").await.assert_status(200).assert_text("1234");
    app.post("/body/text").body("12345").await.assert_status(413);
}

#[post_mapping("/scalars-beside-a-body")]
fn scalars_of_a_post(n: i32, #[body] text: &str) -> String {
    format!("{n} {text}")
}

#[delete_mapping("/scalars-beside-a-body")]
fn scalars_of_a_delete(n: i32) -> i32 {
    n
}

#[tokio::test]
async fn a_scalar_is_from_the_query_string_whatever_the_method() {
    let app = app();
    app.post("/scalars-beside-a-body?n=1").body("n=2").await.assert_status(200).assert_text("1 n=2");
    app.delete("/scalars-beside-a-body?n=3").await.assert_status(200).assert_text("3");
    app.post("/scalars-beside-a-body").body("n=2").await.assert_status(400);
}

#[derive(Default)]
struct Requests;

#[controller("/request/<name>")]
impl Requests {
    #[get_mapping("/<id>")]
    async fn request(head: &RequestHead, headers: &HeaderMap, uri: &Uri, method: Method, id: u8) -> String {
        let captures: Vec<_> = head.captures().collect();
        let header = headers.get("x-a").map(|value| value.as_bytes().to_vec());
        let route = head.route().map(|route| route.pattern);
        format!(
            "{method} {uri} {id} {captures:?} {header:?} {:?} {:?} {route:?}",
            head.capture("name"),
            head.query("q")
        )
    }
}

#[tokio::test]
async fn the_request_itself_can_be_taken() {
    let answer = app().get("/request/a%20b/7?q=1+2").header("X-A", "x").await;
    answer.assert_status(200).assert_text(
        r#"GET /request/a%20b/7?q=1+2 7 [("name", "a b"), ("id", "7")] Some([120]) Some("a b") Some("1 2") Some("/request/<name>/<id>")"#,
    );
}

#[get_mapping("/attached/required")]
fn attached(layer: Extension<u8>) -> u8 {
    layer.0
}

#[get_mapping("/attached")]
fn perhaps_attached(layer: Option<Extension<u8>>) -> String {
    format!("{layer:?}")
}

#[tokio::test]
async fn what_no_layer_has_attached_is_none_where_it_may_be_missing_and_a_500_elsewhere() {
    let app = app();
    app.get("/attached").await.assert_text("None");
    app.get("/attached/required").await.assert_status(500);
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

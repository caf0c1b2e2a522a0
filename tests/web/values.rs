//! What a handler returns is what is sent: status, Content-Type, body.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque},
    num,
    sync::Arc,
    vec::Vec as Many,
};

use framework::{
    Description, TestApp, TestResponse,
    bytes::Bytes,
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc},
    http::{self, StatusCode},
    prelude::*,
    serde_json::{Value, json},
};

const TEXT: &str = "text/plain; charset=UTF-8";
const JSON: &str = "application/json; charset=UTF-8";
const OCTETS: &str = "application/octet-stream";
const PROBLEM: &str = "application/problem+json";

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

fn content_type(answer: &TestResponse) -> Option<&str> {
    answer.header("content-type")
}

#[derive(Default)]
struct Min;
#[derive(Default)]
struct Max;
#[derive(Default)]
struct NonZeroMin;
#[derive(Default)]
struct NonZeroMax;

// `impl IntoResponse` is described by inference: what is returned is the number.
macro_rules! numbers {
    ($($plain:ident $non_zero:ident)*) => {
        #[controller("/min")]
        impl Min {
            $(#[get_mapping] fn $plain() -> impl IntoResponse { $plain::MIN })*
        }

        #[controller("/max")]
        impl Max {
            $(#[get_mapping] async fn $plain() -> impl IntoResponse { $plain::MAX })*
        }

        #[controller("/non-zero/min")]
        impl NonZeroMin {
            $(#[get_mapping] fn $plain() -> impl IntoResponse { num::$non_zero::MIN })*
        }

        #[controller("/non-zero/max")]
        impl NonZeroMax {
            $(#[get_mapping] fn $plain() -> impl IntoResponse { num::$non_zero::MAX })*
        }

        #[tokio::test]
        async fn every_integer_is_exact_at_its_bounds() {
            let app = app();
            let cases = [$(
                (concat!("/min/", stringify!($plain)), $plain::MIN.to_string()),
                (concat!("/max/", stringify!($plain)), $plain::MAX.to_string()),
                (concat!("/non-zero/min/", stringify!($plain)), num::$non_zero::MIN.to_string()),
                (concat!("/non-zero/max/", stringify!($plain)), num::$non_zero::MAX.to_string()),
            )*];
            for (path, digits) in cases {
                app.get(path).await.assert_status(200).assert_header("content-type", TEXT).assert_text(&digits);
            }
        }
    };
}

numbers! {
    i8 NonZeroI8 i16 NonZeroI16 i32 NonZeroI32 i64 NonZeroI64 i128 NonZeroI128 isize NonZeroIsize
    u8 NonZeroU8 u16 NonZeroU16 u32 NonZeroU32 u64 NonZeroU64 u128 NonZeroU128 usize NonZeroUsize
}

#[get_mapping("/f32/<bits>")]
fn single(bits: u32) -> f32 {
    f32::from_bits(bits)
}

#[get_mapping("/f64/<bits>")]
fn double(bits: u64) -> f64 {
    f64::from_bits(bits)
}

#[tokio::test]
async fn a_float_is_the_shortest_decimal_that_reads_back() {
    let app = app();
    let doubles = [
        (1.0, "1".to_owned()),
        (0.0, "0".to_owned()),
        (0.1, "0.1".to_owned()),
        (-2.5, "-2.5".to_owned()),
        (1.0 / 3.0, "0.3333333333333333".to_owned()),
        (1e21, format!("1{}", "0".repeat(21))),
        (f64::MAX, format!("17976931348623157{}", "0".repeat(292))),
        (f64::MIN, format!("-17976931348623157{}", "0".repeat(292))),
        (f64::from_bits(1), format!("0.{}5", "0".repeat(323))),
    ];
    for (value, text) in doubles {
        let answer = app.get(&format!("/f64/{}", value.to_bits())).await;
        answer.assert_status(200).assert_header("content-type", TEXT).assert_text(&text);
        assert_eq!(answer.text().parse(), Ok(value));
    }
    let singles = [
        (1.0, "1".to_owned()),
        (0.1, "0.1".to_owned()),
        (16_777_216.0, "16777216".to_owned()),
        (f32::MAX, format!("34028235{}", "0".repeat(31))),
        (f32::MIN, format!("-34028235{}", "0".repeat(31))),
    ];
    for (value, text) in singles {
        let answer = app.get(&format!("/f32/{}", value.to_bits())).await;
        answer.assert_status(200).assert_text(&text);
        assert_eq!(answer.text().parse(), Ok(value));
    }
}

#[tokio::test]
async fn a_float_that_is_no_number_is_a_500() {
    let app = app();
    let doubles = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|value| format!("/f64/{}", value.to_bits()));
    let singles = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY].map(|value| format!("/f32/{}", value.to_bits()));
    for path in doubles.into_iter().chain(singles) {
        let answer = app.get(&path).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path
        }));
    }
}

#[get_mapping]
fn static_text() -> &'static str {
    "Grüße"
}

#[get_mapping]
fn empty_text() -> &'static str {
    ""
}

#[get_mapping]
async fn string() -> String {
    "a string".to_owned()
}

#[get_mapping]
fn boxed_text() -> Box<str> {
    "boxed".into()
}

#[get_mapping]
fn shared_text() -> Arc<str> {
    "shared".into()
}

#[get_mapping]
fn borrowed_cow() -> Cow<'static, str> {
    Cow::Borrowed("borrowed")
}

#[get_mapping]
fn owned_cow() -> Cow<'static, str> {
    Cow::Owned("owned".to_owned())
}

#[get_mapping]
fn character() -> char {
    '产'
}

#[get_mapping]
fn yes() -> bool {
    true
}

#[get_mapping]
fn no() -> bool {
    false
}

/// Not a route: only what an owned string begins with.
const LOOKS_LIKE_A_PREFIX: &str = "$file:/etc/passwd";

#[get_mapping]
fn prefix_in_owned_text() -> String {
    LOOKS_LIKE_A_PREFIX.to_owned()
}

#[tokio::test]
async fn text_is_sent_as_text() {
    let app = app();
    let cases = [
        ("/static_text", "Grüße"),
        ("/empty_text", ""),
        ("/string", "a string"),
        ("/boxed_text", "boxed"),
        ("/shared_text", "shared"),
        ("/borrowed_cow", "borrowed"),
        ("/owned_cow", "owned"),
        ("/character", "产"),
        ("/yes", "true"),
        ("/no", "false"),
        ("/prefix_in_owned_text", LOOKS_LIKE_A_PREFIX),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_header("content-type", TEXT).assert_text(text);
    }
}

#[get_mapping]
fn byte_vector() -> Vec<u8> {
    vec![0, 127, 255]
}

#[get_mapping]
fn byte_box() -> Box<[u8]> {
    Box::new([0, 127, 255])
}

#[get_mapping]
fn byte_buffer() -> Bytes {
    Bytes::from_static(&[0, 127, 255])
}

#[get_mapping]
fn byte_slice() -> &'static [u8] {
    &[0, 127, 255]
}

#[get_mapping]
fn byte_array() -> [u8; 3] {
    [0, 127, 255]
}

#[get_mapping]
fn some_bytes() -> Option<Vec<u8>> {
    Some(vec![0, 127, 255])
}

#[get_mapping]
async fn good_bytes() -> Result<Vec<u8>, Invalid> {
    Ok(vec![0, 127, 255])
}

/// `Octet` is `u8`, whatever it is called.
type Octet = u8;

#[get_mapping]
fn renamed_bytes() -> Many<Octet> {
    vec![0, 127, 255]
}

#[tokio::test]
async fn a_list_of_u8_is_octets_under_any_name() {
    let app = app();
    let paths = [
        "/byte_vector",
        "/byte_box",
        "/byte_buffer",
        "/byte_slice",
        "/byte_array",
        "/some_bytes",
        "/good_bytes",
        "/renamed_bytes",
    ];
    for path in paths {
        let answer = app.get(path).await;
        answer.assert_status(200).assert_header("content-type", OCTETS);
        assert_eq!(answer.bytes().as_ref(), [0, 127, 255], "{path}");
    }
}

#[derive(Bean, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[bean(default)]
struct MyBean {
    #[bean(default = 100)]
    index: i32,
    #[bean(default = "yuekeyuan")]
    name: String,
}

#[derive(Bean, Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Colour {
    Red,
    Green,
}

const BEAN: &str = r#"{"index":100,"name":"yuekeyuan"}"#;

#[get_mapping]
fn bean() -> MyBean {
    MyBean::default()
}

#[get_mapping]
fn bean_vector() -> Vec<MyBean> {
    vec![MyBean::default(), MyBean { index: -1, name: String::new() }]
}

#[get_mapping]
fn bean_array() -> [MyBean; 1] {
    [MyBean::default()]
}

#[get_mapping]
fn bean_box() -> Box<[MyBean]> {
    Box::new([MyBean::default()])
}

#[get_mapping]
fn bean_deque() -> VecDeque<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn bean_list() -> LinkedList<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn bean_tree_set() -> BTreeSet<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn bean_hash_set() -> HashSet<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn shorts() -> Vec<u16> {
    vec![0, 127, 65535]
}

#[get_mapping]
fn static_shorts() -> &'static [u16] {
    &[1, 2]
}

#[get_mapping]
fn short_array() -> [u16; 2] {
    [1, 2]
}

#[get_mapping]
fn signed_bytes() -> Vec<i8> {
    vec![-128, 127]
}

#[get_mapping]
fn byte_deque() -> VecDeque<u8> {
    [1, 2].into()
}

#[get_mapping]
fn nested_bytes() -> Vec<Vec<u8>> {
    vec![vec![0, 255], vec![]]
}

#[get_mapping]
fn optional_byte_lists() -> Vec<Option<Vec<u8>>> {
    vec![Some(vec![1]), None]
}

#[get_mapping]
fn wide_numbers() -> Vec<u128> {
    vec![u128::MAX, 0]
}

#[get_mapping]
fn wide_signed_numbers() -> Vec<i128> {
    vec![i128::MIN, i128::MAX]
}

#[get_mapping]
fn floats() -> Vec<f64> {
    vec![0.5, -2.25]
}

#[get_mapping]
fn texts() -> Vec<String> {
    vec!["a\"b".to_owned(), "产".to_owned()]
}

#[get_mapping]
fn static_texts() -> Vec<&'static str> {
    vec!["a", "b"]
}

#[get_mapping]
fn truths() -> Vec<bool> {
    vec![true, false]
}

#[get_mapping]
fn characters() -> Vec<char> {
    vec!['a', '产']
}

#[get_mapping]
fn colours() -> Vec<Colour> {
    vec![Colour::Red, Colour::Green]
}

#[get_mapping]
fn dates() -> Vec<NaiveDate> {
    vec![day()]
}

#[get_mapping]
fn empty_list() -> Vec<MyBean> {
    Vec::new()
}

#[get_mapping]
fn text_map() -> HashMap<String, i32> {
    [("a".to_owned(), 1)].into()
}

#[get_mapping]
fn map_of_shared_text() -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    BTreeMap::from([("a".into(), vec!["b".into()])])
}

#[get_mapping]
fn map_of_numbers_but_zero() -> BTreeMap<num::NonZeroI32, bool> {
    BTreeMap::from([(num::NonZeroI32::MIN, true)])
}

#[get_mapping]
fn character_map() -> BTreeMap<char, bool> {
    [('a', true), ('产', false)].into()
}

#[get_mapping]
fn integer_map() -> BTreeMap<i64, &'static str> {
    [(i64::MIN, "least"), (i64::MAX, "most")].into()
}

#[get_mapping]
fn byte_map() -> BTreeMap<u8, Vec<u8>> {
    [(0, vec![1, 2]), (255, vec![])].into()
}

#[get_mapping]
fn enum_map() -> BTreeMap<Colour, MyBean> {
    [(Colour::Green, MyBean::default())].into()
}

#[get_mapping]
fn date_map() -> BTreeMap<NaiveDate, Vec<NaiveTime>> {
    [(day(), vec![time()])].into()
}

#[get_mapping]
fn map_of_maps() -> BTreeMap<String, HashMap<String, Option<f64>>> {
    [("a".to_owned(), [("b".to_owned(), None)].into())].into()
}

#[get_mapping]
fn value() -> Value {
    json!({ "a": [1, null, "x"] })
}

#[get_mapping]
fn null_value() -> Value {
    Value::Null
}

#[tokio::test]
async fn beans_and_containers_are_json() {
    let app = app();
    let cases = [
        ("/bean", BEAN.to_owned()),
        ("/bean_vector", format!(r#"[{BEAN},{{"index":-1,"name":""}}]"#)),
        ("/bean_array", format!("[{BEAN}]")),
        ("/bean_box", format!("[{BEAN}]")),
        ("/bean_deque", format!("[{BEAN}]")),
        ("/bean_list", format!("[{BEAN}]")),
        ("/bean_tree_set", format!("[{BEAN}]")),
        ("/bean_hash_set", format!("[{BEAN}]")),
        ("/shorts", "[0,127,65535]".to_owned()),
        ("/static_shorts", "[1,2]".to_owned()),
        ("/short_array", "[1,2]".to_owned()),
        ("/signed_bytes", "[-128,127]".to_owned()),
        ("/byte_deque", "[1,2]".to_owned()),
        ("/nested_bytes", "[[0,255],[]]".to_owned()),
        ("/optional_byte_lists", "[[1],null]".to_owned()),
        ("/wide_numbers", format!("[{},0]", u128::MAX)),
        ("/wide_signed_numbers", format!("[{},{}]", i128::MIN, i128::MAX)),
        ("/floats", "[0.5,-2.25]".to_owned()),
        ("/texts", r#"["a\"b","产"]"#.to_owned()),
        ("/static_texts", r#"["a","b"]"#.to_owned()),
        ("/truths", "[true,false]".to_owned()),
        ("/characters", r#"["a","产"]"#.to_owned()),
        ("/colours", r#"["Red","Green"]"#.to_owned()),
        ("/dates", r#"["2022-10-12"]"#.to_owned()),
        ("/empty_list", "[]".to_owned()),
        ("/text_map", r#"{"a":1}"#.to_owned()),
        ("/map_of_shared_text", r#"{"a":["b"]}"#.to_owned()),
        ("/map_of_numbers_but_zero", r#"{"-2147483648":true}"#.to_owned()),
        ("/character_map", r#"{"a":true,"产":false}"#.to_owned()),
        ("/integer_map", format!(r#"{{"{}":"least","{}":"most"}}"#, i64::MIN, i64::MAX)),
        ("/byte_map", r#"{"0":[1,2],"255":[]}"#.to_owned()),
        ("/enum_map", format!(r#"{{"Green":{BEAN}}}"#)),
        ("/date_map", r#"{"2022-10-12":["12:12:12"]}"#.to_owned()),
        ("/map_of_maps", r#"{"a":{"b":null}}"#.to_owned()),
        ("/value", r#"{"a":[1,null,"x"]}"#.to_owned()),
        ("/null_value", "null".to_owned()),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_header("content-type", JSON).assert_text(&text);
    }
}

#[get_mapping]
fn nothing() {}

#[get_mapping("/status/<code>")]
fn status(code: u16) -> Result<HttpStatus, Invalid> {
    Ok(HttpStatus::try_from(code)?)
}

#[get_mapping("/status-code/<code>")]
fn status_code(code: u16) -> Result<StatusCode, Invalid> {
    Ok(StatusCode::from_u16(code)?)
}

#[tokio::test]
async fn a_status_is_itself_without_a_body_and_nothing_is_a_200() {
    let app = app();
    let cases = [
        ("/nothing", 200),
        ("/status/200", 200),
        ("/status/202", 202),
        ("/status/204", 204),
        ("/status/404", 404),
        ("/status/418", 418),
        ("/status/500", 500),
        ("/status/600", 600),
        ("/status/999", 999),
        ("/status-code/201", 201),
    ];
    for (path, code) in cases {
        let answer = app.get(path).await;
        answer.assert_status(code).assert_text("");
        assert_eq!(content_type(&answer), None, "{path}");
    }
}

#[tokio::test]
async fn an_informational_status_is_no_final_answer_and_a_500() {
    let app = app();
    for code in [100, 101, 103] {
        app.get(&format!("/status/{code}")).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[get_mapping("/pair/created")]
fn created() -> (HttpStatus, MyBean) {
    (HttpStatus::CREATED, MyBean::default())
}

#[get_mapping("/pair/text")]
async fn accepted() -> (HttpStatus, &'static str) {
    (HttpStatus::ACCEPTED, "later")
}

#[get_mapping("/pair/octets")]
fn partial() -> (HttpStatus, Vec<u8>) {
    (HttpStatus::PARTIAL_CONTENT, vec![b'x'])
}

#[get_mapping("/pair/nothing")]
fn gone() -> (HttpStatus, ()) {
    (HttpStatus::GONE, ())
}

#[get_mapping("/pair/unknown")]
fn unknown() -> Result<(HttpStatus, i32), Invalid> {
    Ok((HttpStatus::try_from(600)?, 7))
}

#[tokio::test]
async fn a_pair_is_the_value_with_that_status() {
    let app = app();
    let cases = [
        ("/pair/created", 201, Some(JSON), BEAN),
        ("/pair/text", 202, Some(TEXT), "later"),
        ("/pair/octets", 206, Some(OCTETS), "x"),
        ("/pair/nothing", 410, None, ""),
        ("/pair/unknown", 600, Some(TEXT), "7"),
    ];
    for (path, status, media_type, text) in cases {
        let answer = app.get(path).await;
        answer.assert_status(status).assert_text(text);
        assert_eq!(content_type(&answer), media_type, "{path}");
    }
}

/// `Maybe` is `Option`, whatever it is called.
type Maybe<T> = Option<T>;

#[get_mapping("/option/<there>")]
fn option(there: bool) -> Maybe<&'static str> {
    there.then_some("here")
}

#[get_mapping("/option-bean/<there>")]
async fn option_bean(there: bool) -> Option<MyBean> {
    there.then(MyBean::default)
}

#[get_mapping("/option-pair/<there>")]
fn option_pair(there: bool) -> (HttpStatus, Option<i32>) {
    (HttpStatus::CREATED, there.then_some(1))
}

#[get_mapping("/option-result/<there>")]
fn option_result(there: bool) -> Result<Option<i32>, Invalid> {
    Ok(there.then_some(1))
}

#[tokio::test]
async fn none_is_a_404_and_some_is_the_value() {
    let app = app();
    let cases = [
        ("/option/", 200, TEXT, "here"),
        ("/option-bean/", 200, JSON, BEAN),
        ("/option-pair/", 201, TEXT, "1"),
        ("/option-result/", 200, TEXT, "1"),
    ];
    for (path, status, media_type, text) in cases {
        let there = app.get(&format!("{path}true")).await;
        there.assert_status(status).assert_header("content-type", media_type).assert_text(text);
        let path = format!("{path}false");
        let missing = app.get(&path).await;
        missing.assert_status(404).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Not Found", "status": 404, "instance": path
        }));
    }
}

#[get_mapping("/result/<good>")]
fn result(good: bool) -> Result<MyBean, Invalid> {
    if good { Ok(MyBean::default()) } else { Err(Invalid::conflict("it is taken")) }
}

#[get_mapping]
fn invalid() -> Invalid {
    Invalid::conflict("it is taken")
}

#[tokio::test]
async fn an_invalid_is_sent_whether_it_is_returned_or_the_error() {
    let app = app();
    app.get("/result/true").await.assert_status(200).assert_header("content-type", JSON).assert_text(BEAN);
    for path in ["/result/false", "/invalid"] {
        app.get(path).await.assert_status(409).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is taken", "instance": path
        }));
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 10, 12).expect("a day")
}

fn time() -> NaiveTime {
    NaiveTime::from_hms_opt(12, 12, 12).expect("a time")
}

#[get_mapping]
fn date() -> NaiveDate {
    day()
}

#[get_mapping]
fn time_of_day() -> NaiveTime {
    time()
}

#[get_mapping]
fn date_time() -> NaiveDateTime {
    day().and_time(time())
}

#[get_mapping]
fn utc() -> DateTime<Utc> {
    day().and_time(time()).and_utc()
}

#[get_mapping]
fn zoned() -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(2 * 3600).expect("a zone");
    zone.from_local_datetime(&day().and_time(time())).single().expect("one time")
}

#[get_mapping]
fn bean_with_dates() -> Value {
    json!([day(), time(), day().and_time(time())])
}

#[tokio::test]
async fn dates_are_iso_8601_by_default() {
    let app = app();
    let cases = [
        ("/date", "2022-10-12"),
        ("/time_of_day", "12:12:12"),
        ("/date_time", "2022-10-12T12:12:12"),
        ("/utc", "2022-10-12T12:12:12+00:00"),
        ("/zoned", "2022-10-12T12:12:12+02:00"),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_header("content-type", TEXT).assert_text(text);
    }
}

#[tokio::test]
async fn configured_formats_are_for_returned_dates_and_never_for_json() {
    let app = App::new()
        .module(module_path!())
        .set("http.date_format", "%d.%m.%Y")
        .set("http.time_format", "%H.%M")
        .set("http.datetime_format", "%Y/%j %H")
        .set("http.zoned_datetime_format", "%s %z")
        .test();
    let cases = [
        ("/date", "12.10.2022"),
        ("/time_of_day", "12.12"),
        ("/date_time", "2022/285 12"),
        ("/utc", "1665576732 +0000"),
        ("/zoned", "1665569532 +0200"),
        ("/dates", r#"["2022-10-12"]"#),
        ("/date_map", r#"{"2022-10-12":["12:12:12"]}"#),
        ("/bean_with_dates", r#"["2022-10-12","12:12:12","2022-10-12T12:12:12"]"#),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn a_format_that_cannot_be_used_stops_the_start_and_names_a_good_one() {
    let cases = [
        ("http.date_format", "yyyy-MM-dd", "%Y-%m-%d"),
        ("http.date_format", "", "%Y-%m-%d"),
        ("http.date_format", "%Q", "%Y-%m-%d"),
        ("http.date_format", "%H:%M", "%Y-%m-%d"),
        ("http.time_format", "HH:mm:ss", "%H:%M:%S"),
        ("http.time_format", "%Y", "%H:%M:%S"),
        ("http.datetime_format", "%Y %z", "%Y-%m-%dT%H:%M:%S"),
        ("http.zoned_datetime_format", "now", "%+"),
        ("http.zoned_datetime_format", "100%%", "%+"),
    ];
    for (key, format, good) in cases {
        let report = crate::refused(App::new().module(module_path!()).set(key, format)).await;
        for part in [key, format, good] {
            assert!(report.contains(part), "{key} = {format}: {report}");
        }
    }
}

/// A type of the program's own.
struct Csv(Vec<[i32; 2]>);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        let lines: String = self.0.iter().map(|[a, b]| format!("{a},{b}\n")).collect();
        Ok(http::Response::builder()
            .header("content-type", "text/csv")
            .header("x-lines", self.0.len())
            .body(lines.into())?)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", framework::Schema::new());
    }
}

#[get_mapping]
fn own() -> Csv {
    Csv(vec![[1, 2], [3, 4]])
}

#[get_mapping]
fn own_in_a_pair() -> (HttpStatus, Option<Csv>) {
    (HttpStatus::CREATED, Some(Csv(vec![[1, 2]])))
}

#[get_mapping]
fn opaque() -> impl IntoResponse {
    (HttpStatus::ACCEPTED, vec![1_u16])
}

#[get_mapping]
async fn asynchronous_opaque() -> Result<impl IntoResponse, Invalid> {
    Ok(Csv(vec![]))
}

#[get_mapping]
fn raw_response() -> http::Response<Body> {
    let mut response = http::Response::new(Body::from("raw"));
    *response.status_mut() = StatusCode::IM_A_TEAPOT;
    response
}

#[get_mapping]
fn raw_response_of_text() -> Result<http::Response<String>, Invalid> {
    Ok(http::Response::builder().status(203).header("content-type", "text/x").body("raw".to_owned())?)
}

#[tokio::test]
async fn own_types_opaque_types_and_raw_responses_are_sent_as_they_say() {
    let app = app();
    let cases = [
        ("/own", 200, Some("text/csv"), "1,2\n3,4\n"),
        ("/own_in_a_pair", 201, Some("text/csv"), "1,2\n"),
        ("/opaque", 202, Some(JSON), "[1]"),
        ("/asynchronous_opaque", 200, Some("text/csv"), ""),
        ("/raw_response", 418, None, "raw"),
        ("/raw_response_of_text", 203, Some("text/x"), "raw"),
    ];
    for (path, status, media_type, text) in cases {
        let answer = app.get(path).await;
        answer.assert_status(status).assert_text(text);
        assert_eq!(content_type(&answer), media_type, "{path}");
    }
    app.get("/own").await.assert_header("x-lines", "2");
}

#[derive(Bean)]
#[bean(output)]
struct Page<T> {
    items: Vec<T>,
    next: Option<u32>,
}

/// A page of another name.
type Pages = Vec<Page<Octet>>;

#[get_mapping]
fn generic_wrapper() -> Page<MyBean> {
    Page { items: vec![MyBean::default()], next: None }
}

#[get_mapping]
fn aliased_wrapper() -> Pages {
    vec![Page { items: vec![1], next: Some(2) }]
}

#[tokio::test]
async fn generic_wrappers_and_aliases_are_what_they_stand_for() {
    let app = app();
    let page = format!(r#"{{"items":[{BEAN}],"next":null}}"#);
    app.get("/generic_wrapper").await.assert_status(200).assert_header("content-type", JSON).assert_text(&page);
    let pages = r#"[{"items":[1],"next":2}]"#;
    app.get("/aliased_wrapper").await.assert_status(200).assert_header("content-type", JSON).assert_text(pages);
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
fn unwritable() -> Unwritable {
    Unwritable { before: "half of it", broken: 1 }
}

#[tokio::test]
async fn a_value_that_cannot_be_serialised_is_a_500_and_never_half_of_it() {
    let answer = app().get("/unwritable").await;
    answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
        "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": "/unwritable"
    }));
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let app = app();
    for path in
        ["/string", "/bean", "/byte_vector", "/max/u128", "/invalid", "/option/false", "/pair/created", "/nowhere"]
    {
        let get = app.get(path).await;
        let head = app.head(path).await;
        head.assert_status(get.status().code()).assert_text("");
        assert_eq!(content_type(&head), content_type(&get), "{path}");
        head.assert_header("content-length", &get.bytes().len().to_string());
    }
}

#[tokio::test]
async fn the_length_is_on_the_wire() {
    let cases = [
        ("GET /string", "\r\ncontent-length: 8\r\n", "\r\n\r\na string"),
        ("HEAD /string", "\r\ncontent-length: 8\r\n", "\r\n\r\n"),
        ("GET /empty_text", "\r\ncontent-length: 0\r\n", "\r\n\r\n"),
        ("GET /nothing", "\r\ncontent-length: 0\r\n", "\r\n\r\n"),
        ("GET /byte_map", "\r\ncontent-length: 20\r\n", "\r\n\r\n{\"0\":[1,2],\"255\":[]}"),
    ];
    for (line, length, end) in cases {
        let app = App::new().module(module_path!());
        // Whoever reads only as much as is announced would miss a body after HEAD; the close ends it.
        let response = crate::exchange(app, &format!("{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await;
        assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{line}: {response}");
        assert!(response.to_ascii_lowercase().contains(length), "{line}: {response}");
        assert!(response.ends_with(end), "{line}: {response}");
    }
}

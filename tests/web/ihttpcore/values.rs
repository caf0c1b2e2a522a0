//! Rows on plain values that another test proves without a socket, here over one.

use std::{
    collections::{BTreeMap, BTreeSet, LinkedList, VecDeque},
    sync::Arc,
};

use framework::{
    chrono::{DateTime, FixedOffset, NaiveDate},
    prelude::*,
    serde_json::{Value, json},
};

use super::{Case, FAILED, HTML, JSON, NONE, OCTETS, OK, PROBLEM, TEXT, app, expect, failure};

#[derive(Bean)]
struct Day {
    day: NaiveDate,
}

#[derive(Debug, thiserror::Error, HttpError)]
enum BookError {
    #[error("shelf 9 has no book")]
    #[invalid(404, "there is no book")]
    Missing,
}

type Title = &'static str;
use std::string::String as Words;

struct Wrapped<T>(T);

impl<T: IntoResponse> IntoResponse for Wrapped<T> {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        self.0.into_response(context)
    }

    fn describe(description: &mut Description<'_>) {
        T::describe(description);
    }
}

/// A value that serde refuses to write.
fn unwritable() -> BTreeMap<Vec<u8>, u8> {
    BTreeMap::from([(vec![1], 1)])
}

struct Plain;

#[controller("/plain")]
impl Plain {
    #[construct]
    fn new() -> Self {
        Plain
    }

    #[get_mapping]
    fn alias() -> Title {
        "an alias"
    }

    #[get_mapping]
    fn renamed() -> Words {
        Words::from("renamed")
    }

    #[get_mapping]
    fn wrapped() -> Wrapped<Option<Arc<str>>> {
        Wrapped(Some("wrapped".into()))
    }

    #[get_mapping]
    fn octets() -> [u8; 2] {
        *b"ab"
    }

    #[get_mapping]
    fn nested() -> Vec<Vec<u8>> {
        vec![vec![1, 2], vec![]]
    }

    #[get_mapping]
    fn deque() -> VecDeque<bool> {
        [true, false].into()
    }

    #[get_mapping]
    fn list() -> LinkedList<&'static str> {
        ["a", "b"].into()
    }

    #[get_mapping]
    fn set() -> BTreeSet<char> {
        ['b', 'a'].into()
    }

    #[get_mapping]
    fn maps() -> BTreeMap<i8, Vec<Option<f64>>> {
        BTreeMap::from([(-1, vec![Some(0.5), None])])
    }

    #[get_mapping]
    fn zoned() -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339("2022-10-12T12:12:12+02:00").ok()
    }

    #[get_mapping]
    fn day() -> Option<Day> {
        Some(Day { day: NaiveDate::from_ymd_opt(2022, 10, 12)? })
    }

    #[get_mapping]
    fn none() -> Option<Day> {
        None
    }

    #[get_mapping]
    fn mapped() -> Result<u8, BookError> {
        Err(BookError::Missing)
    }

    #[get_mapping]
    fn foreign() -> Result<u8, Invalid> {
        Ok("x".parse()?)
    }

    #[get_mapping]
    fn invalid() -> Invalid {
        Invalid::conflict("taken").with("by", "Ada")
    }

    #[get_mapping]
    fn pair() -> (HttpStatus, Value) {
        (HttpStatus::IM_A_TEAPOT, json!({ "short": true }))
    }

    #[get_mapping]
    fn raw() -> http::Response<&'static str> {
        let mut response = http::Response::new("raw");
        response.headers_mut().insert("x-raw", http::HeaderValue::from_static("yes"));
        response
    }

    #[get_mapping]
    fn opaque() -> impl IntoResponse {
        "<p>opaque</p>".html()
    }

    #[get_mapping]
    fn status() -> HtmlResponse {
        "<p>".html().status(42)
    }

    #[get_mapping]
    fn unwritable() -> Result<Response, Invalid> {
        Ok(framework::serde_json::to_string(&unwritable()).map(|text| Response::new(text.into()))?)
    }

    #[get_mapping("/suffix/<name>")]
    fn suffix(name: &str) -> HtmlResponse {
        match name {
            "text" => "a".text().into(),
            "html" => String::from("a").html(),
            "json" => "[1]".json().into(),
            "octets" => "a".octets().into(),
            "redirect" => "/a".redirect().into(),
            "status" => 404.status().into(),
            _ => "x.bin".file().into(),
        }
    }
}

#[tokio::test]
async fn rows_1_46_104_106_117_types_are_what_they_stand_for() {
    let cases: [Case<'_>; 11] = [
        ("/plain/alias", OK, TEXT, "an alias"),
        ("/plain/renamed", OK, TEXT, "renamed"),
        ("/plain/wrapped", OK, TEXT, "wrapped"),
        ("/plain/octets", OK, OCTETS, "ab"),
        ("/plain/nested", OK, JSON, "[[1,2],[]]"),
        ("/plain/deque", OK, JSON, "[true,false]"),
        ("/plain/list", OK, JSON, r#"["a","b"]"#),
        ("/plain/set", OK, JSON, r#"["a","b"]"#),
        ("/plain/maps", OK, JSON, r#"{"-1":[0.5,null]}"#),
        ("/plain/raw", OK, &[("x-raw", "yes")], "raw"),
        ("/plain/opaque", OK, HTML, "<p>opaque</p>"),
    ];
    expect(app(), &cases).await;
}

#[tokio::test]
async fn rows_108_118_dates_are_iso_8601_and_in_json_always() {
    let zoned = ("/plain/zoned", OK, TEXT, "2022-10-12T12:12:12+02:00");
    let day = ("/plain/day", OK, JSON, r#"{"day":"2022-10-12"}"#);
    expect(app(), &[zoned, day]).await;
    let configured = app().set("http.date_format", "%d.%m.%Y").set("http.zoned_datetime_format", "%Y %z");
    expect(configured, &[("/plain/zoned", OK, TEXT, "2022 +0200"), day]).await;
}

#[tokio::test]
async fn rows_109_to_112_what_is_answered_instead() {
    let not_found = r#"{"type":"about:blank","title":"Not Found","status":404,"instance":"/plain/none"}"#;
    let no_book = r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"there is no book","instance":"/plain/mapped"}"#;
    let taken = r#"{"type":"about:blank","title":"Conflict","status":409,"detail":"taken","instance":"/plain/invalid","by":"Ada"}"#;
    let cases: [Case<'_>; 5] = [
        ("/plain/none", "404 Not Found", PROBLEM, not_found),
        ("/plain/mapped", "404 Not Found", PROBLEM, no_book),
        ("/plain/foreign", FAILED, PROBLEM, &failure("/plain/foreign")),
        ("/plain/invalid", "409 Conflict", PROBLEM, taken),
        ("/plain/pair", "418 I'm a teapot", JSON, r#"{"short":true}"#),
    ];
    expect(app(), &cases).await;
}

#[tokio::test]
async fn rows_120_142_what_cannot_be_sent_is_a_500() {
    let cases: [Case<'_>; 2] = [
        ("/plain/unwritable", FAILED, PROBLEM, &failure("/plain/unwritable")),
        ("/plain/status", FAILED, PROBLEM, &failure("/plain/status")),
    ];
    expect(app(), &cases).await;
}

#[tokio::test]
async fn rows_49_130_suffixes_are_response_types() {
    let missing = failure("/plain/suffix/file");
    let cases: [Case<'_>; 7] = [
        ("/plain/suffix/text", OK, TEXT, "a"),
        ("/plain/suffix/html", OK, HTML, "a"),
        ("/plain/suffix/json", OK, JSON, "[1]"),
        ("/plain/suffix/octets", OK, OCTETS, "a"),
        ("/plain/suffix/redirect", "302 Found", &[("location", "/a")], ""),
        ("/plain/suffix/status", "404 Not Found", NONE, ""),
        ("/plain/suffix/file", FAILED, PROBLEM, &missing),
    ];
    expect(app(), &cases).await;
}

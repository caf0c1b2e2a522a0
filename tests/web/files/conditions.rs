//! `If-Match`, `If-Unmodified-Since`, `If-None-Match`, `If-Modified-Since` (RFC 9110, section 13).

use framework::prelude::*;

use super::{DATE, DIGITS, folder, serve};
use crate::socket::Sent;

const TARGET: &str = "/files/digits";
const BEFORE: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
const AFTER: &str = "Sun, 06 Nov 1994 08:49:38 GMT";

#[tokio::test]
async fn each_condition_is_read_as_it_may_be_written() {
    let folder = folder();
    let app = serve(&folder).await;
    let tag = app.get(TARGET).await.field("etag").expect("an entity tag").to_owned();
    // `TAG` stands for the entity tag, with its quotes.
    let cases = [
        ("if-none-match", "TAG", 304),
        ("if-none-match", "W/TAG", 304),
        ("if-none-match", "*", 304),
        ("if-none-match", " * ", 304),
        ("if-none-match", "\"a\", TAG, \"b\"", 304),
        ("if-none-match", "\"a\",W/TAG", 304),
        ("if-none-match", ", ,TAG,", 304),
        ("if-none-match", "\"a,b\", TAG", 304),
        ("if-none-match", "\"a\"", 200),
        ("if-none-match", "W/\"a\"", 200),
        ("if-none-match", "\"\"", 200),
        ("if-none-match", "", 200),
        ("if-none-match", "unquoted", 200),
        ("if-none-match", "w/TAG", 200),
        ("if-none-match", "\"a\" TAG", 200),
        ("if-none-match", "*, TAG", 200),
        ("if-match", "TAG", 200),
        ("if-match", "*", 200),
        ("if-match", "\"a\", TAG", 200),
        ("if-match", "W/TAG", 412),
        ("if-match", "\"a\"", 412),
        ("if-match", "", 412),
        ("if-match", "unquoted", 412),
        ("if-modified-since", DATE, 304),
        ("if-modified-since", AFTER, 304),
        ("if-modified-since", BEFORE, 200),
        ("if-modified-since", "Sunday, 06-Nov-94 08:49:37 GMT", 304),
        ("if-modified-since", "Sun Nov  6 08:49:37 1994", 304),
        ("if-modified-since", "Fri, 31 Dec 9999 23:59:59 GMT", 304),
        ("if-modified-since", "now", 200),
        ("if-modified-since", "", 200),
        ("if-modified-since", "784111777", 200),
        ("if-unmodified-since", DATE, 200),
        ("if-unmodified-since", AFTER, 200),
        ("if-unmodified-since", BEFORE, 412),
        ("if-unmodified-since", "now", 200),
        ("if-unmodified-since", "", 200),
    ];
    for (name, value, status) in cases {
        let value = value.replace("TAG", &tag);
        let sent = app.ask("GET", TARGET, &[(name, &value)]).await;
        let body = if status == 200 { DIGITS } else { "" };
        assert_eq!(sent.told(), (status, body.to_owned()), "{name}: {value}");
        assert_eq!(app.ask("HEAD", TARGET, &[(name, &value)]).await.status, status, "HEAD, {name}: {value}");
    }
    let two_fields = [("if-none-match", "\"a\""), ("if-none-match", &*tag)];
    assert_eq!(app.ask("GET", TARGET, &two_fields).await.status, 304);
    let two_dates = [("if-modified-since", DATE), ("if-modified-since", DATE)];
    assert_eq!(app.ask("GET", TARGET, &two_dates).await.status, 200);
}

/// What a field says of the file: nothing, since it is not there; what is true; what is not.
const STATES: [Option<bool>; 3] = [None, Some(true), Some(false)];

/// The steps of RFC 9110, section 13.2.2, for what reads.
fn status(conditions: [Option<bool>; 4], is_get: bool, range: bool, if_range: Option<bool>) -> u16 {
    let [matches, unmodified, none_matches, modified] = conditions;
    let may_go_on = match matches {
        Some(holds) => holds,               // step 1
        None => unmodified.unwrap_or(true), // step 2
    };
    if !may_go_on {
        return 412;
    }
    let is_new = match none_matches {
        Some(holds) => holds,             // step 3
        None => modified.unwrap_or(true), // step 4
    };
    match is_new {
        false => 304,
        true if is_get && range && if_range.unwrap_or(true) => 206, // step 5
        true => 200,                                                // step 6
    }
}

#[tokio::test]
async fn all_combinations_are_answered_in_the_order_of_the_standard() {
    let folder = folder();
    let app = serve(&folder).await;
    let tag = app.get(TARGET).await.field("etag").expect("an entity tag").to_owned();
    let mut asked = 0;
    for number in 0..3_usize.pow(5) * 2 {
        let state = |place: u32| STATES[number / 2 / 3_usize.pow(place) % 3];
        let (conditions, if_range) = ([state(0), state(1), state(2), state(3)], state(4));
        let range = number % 2 == 1;
        let mut fields: Vec<(&str, &str)> = Vec::new();
        let mut add = |name, state: Option<bool>, holds, fails| {
            fields.extend(state.map(|state| (name, if state { holds } else { fails })));
        };
        add("if-match", conditions[0], &*tag, "\"other\"");
        add("if-unmodified-since", conditions[1], DATE, BEFORE);
        add("if-none-match", conditions[2], "\"other\"", &*tag);
        add("if-modified-since", conditions[3], BEFORE, DATE);
        add("range", range.then_some(true), "bytes=1-2", "");
        add("if-range", if_range, &*tag, "\"other\"");
        for method in ["GET", "HEAD"] {
            let expected = status(conditions, method == "GET", range, if_range);
            let sent = app.ask(method, TARGET, &fields).await;
            let body = match (method, expected) {
                ("GET", 200) => DIGITS,
                ("GET", 206) => "12",
                _ => "",
            };
            assert_eq!(sent.told(), (expected, body.to_owned()), "{method} {fields:?}");
            asked += 1;
        }
    }
    assert_eq!(asked, 972);
}

#[tokio::test]
async fn a_304_has_the_validators_and_nothing_of_the_content() {
    let folder = folder();
    let app = serve(&folder).await;
    let names = |sent: &Sent| {
        let mut names: Vec<_> = sent.fields.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    };
    let whole = app.get("/files/kept").await;
    assert_eq!(whole.field("content-disposition"), Some("attachment; filename=\"digits.txt\""));
    let sent = app.ask("GET", "/files/kept", &[("if-none-match", "*")]).await;
    assert_eq!((sent.status, sent.body.len()), (304, 0));
    let expected = ["cache-control", "connection", "date", "etag", "last-modified", "referrer-policy", "set-cookie"];
    assert_eq!(names(&sent), [&expected[..], &["x-content-type-options"]].concat());
    for name in ["cache-control", "etag", "last-modified", "set-cookie"] {
        assert_eq!(sent.field(name), whole.field(name), "{name}");
    }
}

#[get_mapping("/files/kept")]
fn kept() -> FileResponse {
    FileResponse::new("digits.txt").header("cache-control", "max-age=60").cookie(("seen", "1")).attachment()
}

#[tokio::test]
async fn head_has_the_fields_of_get_and_no_body() {
    let folder = folder();
    let app = serve(&folder).await;
    for target in [TARGET, "/files/kept", "/files/named?path=large.bin"] {
        let (get, head) = (app.get(target).await, app.ask("HEAD", target, &[]).await);
        let fields = |sent: &Sent| {
            let mut fields = sent.fields.clone();
            fields.retain(|(name, _)| name != "date");
            fields.sort();
            fields
        };
        assert_eq!(fields(&head), fields(&get), "{target}");
        assert_eq!(head.field("content-length"), Some(&*get.body.len().to_string()), "{target}");
        assert!(head.body.is_empty(), "{target}");
        // A range is a matter of GET alone (RFC 9110, section 14.2).
        for range in ["bytes=0-1", "bytes=999999-"] {
            let ranged = app.ask("HEAD", target, &[("range", range)]).await;
            assert_eq!((ranged.status, fields(&ranged)), (200, fields(&get)), "{target} {range}");
        }
    }
}

#[tokio::test]
async fn head_of_an_empty_file_tells_its_length() {
    let folder = folder();
    let app = serve(&folder).await;
    for method in ["GET", "HEAD"] {
        let sent = app.ask(method, "/files/named?path=empty.txt", &[]).await;
        assert_eq!((sent.status, sent.field("content-length")), (200, Some("0")), "{method}");
    }
}

#[get_mapping("/files/status")]
fn with_status(code: u16) -> FileResponse {
    FileResponse::new("digits.txt").status(code)
}

#[post_mapping("/files/posted")]
fn posted() -> &'static str {
    "$file:digits.txt"
}

#[tokio::test]
async fn another_status_and_another_method_know_no_conditions_and_no_ranges() {
    let folder = folder();
    let app = serve(&folder).await;
    let conditions: [&[(&str, &str)]; 6] = [
        &[],
        &[("range", "bytes=0-1")],
        &[("range", "bytes=99-")],
        &[("if-none-match", "*")],
        &[("if-match", "\"other\"")],
        &[("if-modified-since", AFTER), ("if-unmodified-since", BEFORE)],
    ];
    for fields in conditions {
        for (method, target, status) in [
            ("GET", "/files/status?code=404", 404),
            ("GET", "/files/status?code=203", 203),
            ("GET", "/files/status?code=201", 201),
            ("GET", "/files/status?code=503", 503),
            ("POST", "/files/posted", 200),
        ] {
            let sent = app.ask(method, target, fields).await;
            assert_eq!(sent.told(), (status, DIGITS.to_owned()), "{method} {target} {fields:?}");
            for name in ["etag", "last-modified", "accept-ranges", "content-range"] {
                assert_eq!(sent.field(name), None, "{method} {target} {fields:?}");
            }
            assert_eq!(sent.field("content-type"), Some("text/plain; charset=UTF-8"), "{method} {target}");
            assert_eq!(sent.field("x-content-type-options"), Some("nosniff"), "{method} {target}");
        }
    }
    for code in [204, 304] {
        let sent = app.ask("GET", &format!("/files/status?code={code}"), &[]).await;
        assert_eq!((sent.status, sent.body.len()), (code, 0));
    }
}

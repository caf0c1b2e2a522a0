//! What is sent, request by request.

use std::time::Duration;

use super::{Selected::*, *};

const ETAG: &str = "\"a,b\"";
const LENGTH: u64 = 1000;
// The date of our representation, the second before it, the second after it.
const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const BEFORE: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
const AFTER: &str = "Sun, 06 Nov 1994 08:49:38 GMT";
const DATE_AS_RFC_850: &str = "Sunday, 06-Nov-94 08:49:37 GMT";
const DATE_AS_ASCTIME: &str = "Sun Nov  6 08:49:37 1994";
const NO_DATES: [&str; 5] = ["", "yesterday", "Sun, 32 Nov 1994 08:49:37 GMT", "\"a,b\"", "0"];

/// With a modification time in the middle of its second.
fn selected_of(method: Method, fields: &[(&str, &str)], etag: Option<&str>, length: u64) -> Selected {
    let modified = UNIX_EPOCH + Duration::new(784_111_777, 500_000_000);
    select(&method, &headers(fields), etag, Some(modified), length)
}

fn selected(method: Method, fields: &[(&str, &str)]) -> Selected {
    selected_of(method, fields, Some(ETAG), LENGTH)
}

fn headers(fields: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let name: HeaderName = name.parse().expect("a name");
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("a value"));
    }
    headers
}

fn bytes(first: u64, last: u64) -> Selected {
    Part { first, last }
}

#[test]
fn a_plain_request_gets_all() {
    for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE] {
        assert_eq!(selected(method, &[]), Whole);
    }
}

#[test]
fn lists_of_entity_tags_are_read_as_they_may_be_written() {
    for (list, strongly, weakly) in [
        ("*", true, true),
        (" * ", true, true),
        (r#""a,b""#, true, true),
        (r#"W/"a,b""#, false, true),
        (r#""x", "a,b""#, true, true),
        (r#""x","a,b","y""#, true, true),
        (r#" , ,"x",, "a,b" , "#, true, true),
        (r#""x"	,	"a,b""#, true, true),
        (r#"W/"x", W/"a,b""#, false, true),
        (r#"W/"a,b", "a,b""#, true, true),
        (r#""a""#, false, false),
        (r#""a", "b""#, false, false),
        (r#""A,B""#, false, false),
        (r#""""#, false, false),
        ("\"ü\", \"a,b\"", true, true), // obs-text is allowed
        // Malformed: nothing matches, wherever the mistake is.
        ("", false, false),
        ("a,b", false, false),
        (r#""a,b"#, false, false),
        (r#"a,b""#, false, false),
        (r#""a,b" "x""#, false, false),
        (r#""a,b"x"#, false, false),
        (r#""a,b", x"#, false, false),
        (r#"x, "a,b""#, false, false),
        (r#""a,b", *"#, false, false),
        (r#"*, "a,b""#, false, false),
        ("*, *", false, false),
        (r#"w/"a,b""#, false, false),
        (r#"W/ "a,b""#, false, false),
        (r#""a,b", "x y""#, false, false),
        ("ü", false, false),
    ] {
        let expected = if strongly { Whole } else { PreconditionFailed };
        assert_eq!(selected(Method::GET, &[("if-match", list)]), expected, "If-Match: {list}");
        let expected = if weakly { NotModified } else { Whole };
        assert_eq!(selected(Method::GET, &[("if-none-match", list)]), expected, "If-None-Match: {list}");
        let expected = if weakly { PreconditionFailed } else { Whole };
        assert_eq!(selected(Method::PUT, &[("if-none-match", list)]), expected, "PUT, If-None-Match: {list}");
    }
}

#[test]
fn several_fields_of_a_name_are_one_list() {
    let match_ = |first, second| selected(Method::GET, &[("if-match", first), ("if-match", second)]);
    assert_eq!(match_(r#""x""#, r#""a,b""#), Whole);
    assert_eq!(match_(r#""a,b""#, "x"), PreconditionFailed);
    assert_eq!(match_("*", "*"), PreconditionFailed);
    assert_eq!(match_("\"a", "b\""), PreconditionFailed);
}

#[test]
fn a_weak_tag_of_ours_matches_weakly_alone() {
    let own = Some("W/\"a\"");
    for (name, value, expected) in [
        ("if-match", "W/\"a\"", PreconditionFailed),
        ("if-match", "\"a\"", PreconditionFailed),
        ("if-match", "*", Whole),
        ("if-none-match", "W/\"a\"", NotModified),
        ("if-none-match", "\"a\"", NotModified),
    ] {
        assert_eq!(selected_of(Method::GET, &[(name, value)], own, LENGTH), expected, "{name}: {value}");
    }
}

#[test]
fn what_has_no_validator_is_matched_by_the_star_alone() {
    for own in [None, Some("unquoted"), Some("\"a\"b"), Some("")] {
        for (name, value, expected) in [
            ("if-match", "*", Whole),
            ("if-match", "\"a\"", PreconditionFailed),
            ("if-none-match", "*", NotModified),
            ("if-none-match", "\"a\"", Whole),
            ("if-modified-since", DATE, Whole),
            ("if-unmodified-since", BEFORE, Whole),
        ] {
            let selected = select(&Method::GET, &headers(&[(name, value)]), own, None, LENGTH);
            assert_eq!(selected, expected, "{own:?}, {name}: {value}");
        }
        for if_range in ["\"a\"", DATE, "unquoted", ""] {
            let fields = headers(&[("range", "bytes=0-1"), ("if-range", if_range)]);
            assert_eq!(select(&Method::GET, &fields, own, None, LENGTH), Whole, "{own:?}, If-Range: {if_range}");
        }
    }
}

#[test]
fn dates_count_in_whole_seconds() {
    for (date, since, unmodified) in [
        (BEFORE, Whole, PreconditionFailed),
        (DATE, NotModified, Whole),
        (DATE_AS_RFC_850, NotModified, Whole),
        (DATE_AS_ASCTIME, NotModified, Whole),
        (AFTER, NotModified, Whole),
    ] {
        assert_eq!(selected(Method::GET, &[("if-modified-since", date)]), since, "{date}");
        assert_eq!(selected(Method::HEAD, &[("if-modified-since", date)]), since, "{date}");
        assert_eq!(selected(Method::POST, &[("if-modified-since", date)]), Whole, "{date}");
        assert_eq!(selected(Method::GET, &[("if-unmodified-since", date)]), unmodified, "{date}");
        assert_eq!(selected(Method::PUT, &[("if-unmodified-since", date)]), unmodified, "{date}");
    }
    for name in ["if-modified-since", "if-unmodified-since"] {
        for date in NO_DATES {
            assert_eq!(selected(Method::GET, &[(name, date)]), Whole, "{name}: {date}");
        }
        for date in [BEFORE, AFTER] {
            assert_eq!(selected(Method::GET, &[(name, date), (name, date)]), Whole, "{name} twice");
        }
    }
}

#[test]
fn a_time_before_1970_is_none() {
    let modified = UNIX_EPOCH - Duration::from_secs(1);
    for name in ["if-modified-since", "if-unmodified-since"] {
        assert_eq!(select(&Method::GET, &headers(&[(name, DATE)]), None, Some(modified), LENGTH), Whole);
    }
}

#[test]
fn conditions_are_looked_at_in_order() {
    let (same, other, range) = (ETAG, "\"x\"", ("range", "bytes=0-1"));
    for (fields, expected) in [
        // If-Match decides alone, whether the date would hold or not.
        (vec![("if-match", same), ("if-unmodified-since", BEFORE)], Whole),
        (vec![("if-match", other), ("if-unmodified-since", AFTER)], PreconditionFailed),
        (vec![("if-match", "bad"), ("if-unmodified-since", AFTER)], PreconditionFailed),
        // So does If-None-Match.
        (vec![("if-none-match", same), ("if-modified-since", BEFORE)], NotModified),
        (vec![("if-none-match", other), ("if-modified-since", AFTER)], Whole),
        (vec![("if-none-match", "bad"), ("if-modified-since", AFTER)], Whole),
        // 412 before 304, both before ranges.
        (vec![("if-match", other), ("if-none-match", same), range], PreconditionFailed),
        (vec![("if-match", same), ("if-none-match", same), range], NotModified),
        (vec![("if-unmodified-since", BEFORE), ("if-modified-since", AFTER)], PreconditionFailed),
        (vec![("if-unmodified-since", DATE), ("if-modified-since", DATE)], NotModified),
        (vec![("if-none-match", same), ("range", "bytes=1000-")], NotModified),
        (vec![("if-match", other), ("range", "bytes=1000-")], PreconditionFailed),
        (vec![("if-match", same), ("if-none-match", other), range], bytes(0, 1)),
    ] {
        assert_eq!(selected(Method::GET, &fields), expected, "{fields:?}");
    }
}

#[test]
fn ranges_are_read_as_they_may_be_written() {
    for (range, expected) in [
        ("bytes=0-0", bytes(0, 0)),
        ("bytes=0-499", bytes(0, 499)),
        ("bytes=500-", bytes(500, 999)),
        ("bytes=-1", bytes(999, 999)),
        ("bytes=-500", bytes(500, 999)),
        ("bytes=0-", bytes(0, 999)),
        ("bytes=999-", bytes(999, 999)),
        ("bytes=007-008", bytes(7, 8)),
        ("BYTES=1-2", bytes(1, 2)),
        ("bytes=1-2,", bytes(1, 2)),
        ("bytes=, 1-2 ,", bytes(1, 2)),
        // Cut to what there is.
        ("bytes=0-999", bytes(0, 999)),
        ("bytes=0-1000", bytes(0, 999)),
        ("bytes=-1000", bytes(0, 999)),
        ("bytes=-1001", bytes(0, 999)),
        ("bytes=5-18446744073709551615", bytes(5, 999)),
        ("bytes=5-99999999999999999999999999", bytes(5, 999)),
        ("bytes=-99999999999999999999999999", bytes(0, 999)),
        // Beyond the end.
        ("bytes=1000-", NotSatisfiable),
        ("bytes=1000-1000", NotSatisfiable),
        ("bytes=-0", NotSatisfiable),
        ("bytes=18446744073709551615-", NotSatisfiable),
        ("bytes=99999999999999999999999999-", NotSatisfiable),
        ("bytes=99999999999999999999-99999999999999999999", NotSatisfiable),
        // Ignored.
        ("bytes=0-1,2-3", Whole),
        ("bytes=0-1,5000-", Whole),
        ("bytes=5-4", Whole),
        ("bytes=99999999999999999999-5", Whole),
        ("bytes=", Whole),
        ("bytes=,", Whole),
        ("bytes=-", Whole),
        ("bytes=--1", Whole),
        ("bytes=1--2", Whole),
        ("bytes=1-2-3", Whole),
        ("bytes=+1-2", Whole),
        ("bytes=1 - 2", Whole),
        ("bytes=a-b", Whole),
        ("bytes=0x1-2", Whole),
        ("bytes=1.0-2", Whole),
        ("bytes=1", Whole),
        ("bytes 0-1", Whole),
        ("bytes =0-1", Whole),
        ("bytes", Whole),
        ("0-1", Whole),
        ("=0-1", Whole),
        ("", Whole),
        ("items=0-1", Whole),
        ("bytes=ü-1", Whole),
        ("bytes=٣-٤", Whole),
    ] {
        assert_eq!(selected(Method::GET, &[("range", range)]), expected, "{range}");
        for method in [Method::HEAD, Method::POST] {
            assert_eq!(selected(method, &[("range", range)]), Whole, "{range}");
        }
    }
    assert_eq!(selected(Method::GET, &[("range", "bytes=0-1"), ("range", "bytes=2-3")]), Whole);
}

#[test]
fn an_empty_representation_has_no_part() {
    for (range, expected) in [
        ("bytes=0-", NotSatisfiable),
        ("bytes=0-0", NotSatisfiable),
        ("bytes=-0", NotSatisfiable),
        ("bytes=-1", Whole),
        ("bytes=1-0", Whole),
    ] {
        assert_eq!(selected_of(Method::GET, &[("range", range)], Some(ETAG), 0), expected, "{range}");
    }
}

#[test]
fn a_range_of_another_representation_is_ignored() {
    for (if_range, expected) in [
        (ETAG, bytes(0, 1)),
        (DATE, bytes(0, 1)),
        (DATE_AS_RFC_850, bytes(0, 1)),
        ("\"x\"", Whole),
        ("W/\"a,b\"", Whole),
        ("\"a,b\", \"x\"", Whole),
        ("*", Whole),
        (BEFORE, Whole),
        (AFTER, Whole),
        ("", Whole),
        ("ü", Whole),
    ] {
        let fields = [("range", "bytes=0-1"), ("if-range", if_range)];
        assert_eq!(selected(Method::GET, &fields), expected, "{if_range}");
        assert_eq!(selected(Method::GET, &fields[1..]), Whole, "{if_range} without a range");
    }
    let twice = [("range", "bytes=0-1"), ("if-range", ETAG), ("if-range", ETAG)];
    assert_eq!(selected(Method::GET, &twice), Whole);
    // It is a 416 only for the same representation.
    assert_eq!(selected(Method::GET, &[("range", "bytes=5000-"), ("if-range", "\"x\"")]), Whole);
    assert_eq!(selected(Method::GET, &[("range", "bytes=5000-"), ("if-range", ETAG)]), NotSatisfiable);
}

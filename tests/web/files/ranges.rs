//! What part of a file is sent: `Range` and `If-Range` (RFC 9110, sections 13.1.5 and 14).

use super::{DATE, DIGITS, folder, large, serve, with};

const TARGET: &str = "/files/digits";

#[tokio::test]
async fn one_range_is_a_206_beyond_the_end_a_416_and_all_else_the_whole() {
    let folder = folder();
    let app = serve(&folder).await;
    // What is asked for, and the first and the last byte that come; none is 416.
    let cases: &[(&str, Option<(usize, usize)>)] = &[
        ("bytes=0-0", Some((0, 0))),
        ("bytes=0-4", Some((0, 4))),
        ("bytes=4-", Some((4, 9))),
        ("bytes=9-9", Some((9, 9))),
        ("bytes=9-", Some((9, 9))),
        ("bytes=-1", Some((9, 9))),
        ("bytes=-3", Some((7, 9))),
        ("bytes=-10", Some((0, 9))),
        ("bytes=-99", Some((0, 9))),
        ("bytes=0-", Some((0, 9))),
        ("bytes=0-99", Some((0, 9))),
        ("bytes=0-18446744073709551615", Some((0, 9))),
        ("bytes=8-99999999999999999999999999", Some((8, 9))),
        ("bytes=-99999999999999999999999999", Some((0, 9))),
        ("bytes=001-0002", Some((1, 2))),
        ("BYTES=2-3", Some((2, 3))),
        ("bytes= 2-3", Some((2, 3))),
        ("bytes=2-3 ", Some((2, 3))),
        ("bytes=2-3,", Some((2, 3))),
        ("bytes=,2-3", Some((2, 3))),
        ("bytes=10-", None),
        ("bytes=10-10", None),
        ("bytes=99-100", None),
        ("bytes=-0", None),
        ("bytes=18446744073709551615-", None),
        ("bytes=99999999999999999999999999-", None),
    ];
    for (range, expected) in cases {
        let sent = app.ask("GET", TARGET, &[("range", range)]).await;
        match expected {
            Some((first, last)) => {
                assert_eq!(sent.told(), (206, DIGITS[*first..=*last].to_owned()), "{range}");
                assert_eq!(sent.field("content-range"), Some(&*format!("bytes {first}-{last}/10")), "{range}");
                assert_eq!(sent.field("content-length"), Some(&*(last - first + 1).to_string()), "{range}");
                assert_eq!(sent.field("content-type"), Some("text/plain; charset=UTF-8"), "{range}");
                assert!(sent.field("etag").is_some() && sent.field("last-modified") == Some(DATE), "{range}");
            }
            None => {
                assert_eq!(sent.told(), (416, String::new()), "{range}");
                assert_eq!(sent.field("content-range"), Some("bytes */10"), "{range}");
                assert!(!sent.text().contains("digits.txt"), "{range}");
            }
        }
    }
}

#[tokio::test]
async fn a_range_that_is_none_and_several_ranges_get_the_whole() {
    let folder = folder();
    let app = serve(&folder).await;
    for range in [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=,",
        "bytes 0-1",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=0x1-2",
        "bytes=+1-2",
        "bytes=--1",
        "bytes=1--2",
        "bytes=1-2-3",
        "bytes=1.5-2",
        "bytes=1 - 2",
        "items=0-1",
        "0-1",
        "bytes=0-1,3-4",
        "bytes=0-1, 3-4, 99-",
        "bytes=0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0",
        "bytes=-1,-0",
    ] {
        let sent = app.ask("GET", TARGET, &[("range", range)]).await;
        assert_eq!(sent.told(), (200, DIGITS.to_owned()), "{range}");
        assert_eq!(sent.field("content-range"), None, "{range}");
        assert_eq!(sent.field("accept-ranges"), Some("bytes"), "{range}");
    }
    let twice = [("range", "bytes=0-1"), ("range", "bytes=0-1")];
    assert_eq!(app.ask("GET", TARGET, &twice).await.told(), (200, DIGITS.to_owned()));
}

#[tokio::test]
async fn a_part_of_a_large_file_is_read_from_where_it_begins() {
    let folder = folder();
    let app = serve(&folder).await;
    let large = large();
    let end = large.len() - 1;
    let cases = [(0, 0), (0, end), (65_535, 65_536), (1, 131_072), (end, end), (100_000, end)];
    for (first, last) in cases {
        let range = format!("bytes={first}-{last}");
        let sent = app.ask("GET", &with("named", "large.bin"), &[("range", &range)]).await;
        assert_eq!(sent.status, 206, "{range}");
        assert_eq!(sent.field("content-range"), Some(&*format!("bytes {first}-{last}/{}", large.len())), "{range}");
        assert!(sent.body == large[first..=last], "{range}");
    }
    let suffix = app.ask("GET", &with("named", "large.bin"), &[("range", "bytes=-70000")]).await;
    assert!(suffix.body == large[large.len() - 70_000..]);
    let beyond = app.ask("GET", &with("named", "large.bin"), &[("range", "bytes=200000-")]).await;
    assert_eq!((beyond.status, beyond.field("content-range")), (416, Some("bytes */200000")));
}

#[tokio::test]
async fn of_an_empty_file_there_is_no_part() {
    let folder = folder();
    let app = serve(&folder).await;
    for (range, status) in [("bytes=0-", 416), ("bytes=0-0", 416), ("bytes=-0", 416), ("bytes=-5", 200), ("", 200)] {
        let sent = app.ask("GET", &with("named", "empty.txt"), &[("range", range)]).await;
        assert_eq!(sent.status, status, "{range}");
        let length = (status == 200).then_some("0");
        assert!(length.is_none() || sent.field("content-length") == length, "{range}");
    }
}

#[tokio::test]
async fn a_range_of_something_else_gets_the_whole() {
    let folder = folder();
    let app = serve(&folder).await;
    let tag = app.get(TARGET).await.field("etag").expect("an entity tag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag} is strong");
    let weak = format!("W/{tag}");
    let unquoted = tag.trim_matches('"').to_owned();
    let two = format!("{tag}, \"other\"");
    for (condition, is_part) in [
        (tag.as_str(), true),
        (&weak, false),
        (&unquoted, false),
        (&two, false),
        ("*", false),
        ("\"other\"", false),
        ("", false),
        (DATE, true),
        ("Sunday, 06-Nov-94 08:49:37 GMT", true),
        ("Sun Nov  6 08:49:37 1994", true),
        ("Sun, 06 Nov 1994 08:49:36 GMT", false),
        ("Sun, 06 Nov 1994 08:49:38 GMT", false), // exactly this date, no later one
        ("yesterday", false),
    ] {
        let sent = app.ask("GET", TARGET, &[("range", "bytes=2-3"), ("if-range", condition)]).await;
        let expected = if is_part { (206, "23") } else { (200, DIGITS) };
        assert_eq!(sent.told(), (expected.0, expected.1.to_owned()), "{condition}");
        // Without a range it means nothing.
        assert_eq!(app.ask("GET", TARGET, &[("if-range", condition)]).await.status, 200, "{condition}");
        // Beyond the end of something else is no mistake.
        let beyond = app.ask("GET", TARGET, &[("range", "bytes=99-"), ("if-range", condition)]).await;
        assert_eq!(beyond.status, if is_part { 416 } else { 200 }, "{condition}");
    }
    let twice = [("range", "bytes=2-3"), ("if-range", &*tag), ("if-range", &*tag)];
    assert_eq!(app.ask("GET", TARGET, &twice).await.status, 200);
}

//! What is opened, and what is answered with it.

use std::{path::Path, time::Duration};

use super::*;
use crate::files::confine::tests::Folder;

/// Larger than a buffer.
const LARGE: usize = 200_000;
const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8).collect()
}

/// A small file, an empty one and a large one, of a time in the middle of a second.
fn folder() -> Folder {
    let folder = Folder::new().with("page.html", "0123456789").with("empty.txt", "").with("large.bin", content(LARGE));
    for name in ["page.html", "empty.txt", "large.bin"] {
        set_modified(&folder.0.join(name), UNIX_EPOCH + Duration::new(784_111_777, 500_000_000));
    }
    folder
}

fn set_modified(path: &Path, modified: SystemTime) {
    File::options().write(true).open(path).and_then(|file| file.set_modified(modified)).expect("a time");
}

async fn opened(folder: &Folder, name: &str) -> Stored {
    open(Wanted::Within { root: folder.0.clone(), path: name.into() }).await.expect("a file")
}

fn headers(fields: &[(&str, &str)]) -> HeaderMap {
    let field = |(name, value): &(&str, &str)| (name.parse().expect("a name"), value.parse().expect("a value"));
    fields.iter().map(field).collect::<HeaderMap>()
}

fn begun(fields: &[(&str, &str)]) -> Response {
    let mut response = Response::new(Body::empty());
    response.headers_mut().extend(headers(fields));
    response
}

fn listed(response: &Response) -> String {
    let mut fields: Vec<_> =
        response.headers().iter().map(|(name, value)| format!("{name}: {}", value.to_str().expect("text"))).collect();
    fields.sort();
    format!("{} | {}", response.status().as_u16(), fields.join(" | "))
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().read(1 << 20).await.expect("a body").into()).expect("text")
}

/// What the file is answered with, whatever its content.
async fn answer(stored: Stored, method: Method, fields: &[(&str, &str)]) -> Result<Response, Invalid> {
    stored.into_response(begun(&[]), &method, &headers(fields)).await
}

#[tokio::test]
async fn a_file_is_sent_with_all_that_is_known_of_it() {
    let folder = folder();
    let response = answer(opened(&folder, "page.html").await, Method::GET, &[]).await.expect("a response");
    assert_eq!(
        listed(&response),
        "200 | accept-ranges: bytes | content-type: text/html; charset=UTF-8 | etag: \"ae1b981da166f00-a\" \
         | last-modified: Sun, 06 Nov 1994 08:49:37 GMT | x-content-type-options: nosniff"
    );
    assert_eq!(text(response).await, "0123456789");
    for (name, expected) in [("large.bin", content(LARGE)), ("empty.txt", vec![])] {
        let response = answer(opened(&folder, name).await, Method::GET, &[]).await.expect("a response");
        assert_eq!(response.status(), 200);
        assert_eq!(response.body().len(), Some(expected.len() as u64));
        assert!(response.into_body().read(1 << 20).await.expect("a body") == expected);
    }
}

#[tokio::test]
async fn what_the_handler_has_set_stays() {
    let own = [
        ("content-type", "text/x-own"),
        ("etag", "\"own\""),
        ("last-modified", "Sat, 05 Nov 1994 08:49:37 GMT"),
        ("x-content-type-options", "own"),
        ("accept-ranges", "none"),
        ("x-own", "1"),
    ];
    let folder = folder();
    for (request, status) in [
        (vec![], 200),
        (vec![("if-none-match", "\"own\"")], 304),
        (vec![("if-none-match", "\"ae1b981da166f00-a\"")], 200),
        (vec![("if-modified-since", "Sat, 05 Nov 1994 08:49:37 GMT")], 304),
        (vec![("range", "bytes=0-0"), ("if-range", "\"own\"")], 206),
    ] {
        let stored = opened(&folder, "page.html").await;
        let response = stored.into_response(begun(&own), &Method::GET, &headers(&request)).await.expect("a response");
        assert_eq!(response.status(), status, "{request:?}");
        for (name, value) in own {
            let expected = (name != "content-type" || status != 304).then_some(value);
            let sent = response.headers().get(name).map(|value| value.to_str().expect("text"));
            assert_eq!(sent, expected, "{request:?}");
        }
    }
}

#[tokio::test]
async fn a_part_is_sent_of_small_and_of_large_files() {
    let folder = folder();
    for (name, range, told, part) in [
        ("page.html", "bytes=2-4", "bytes 2-4/10", 2..5),
        ("page.html", "bytes=-3", "bytes 7-9/10", 7..10),
        ("page.html", "bytes=0-", "bytes 0-9/10", 0..10),
        ("large.bin", "bytes=100000-", "bytes 100000-199999/200000", 100_000..LARGE),
        ("large.bin", "bytes=5-5", "bytes 5-5/200000", 5..6),
        ("large.bin", "bytes=0-65536", "bytes 0-65536/200000", 0..65_537),
    ] {
        let whole = fs::read(folder.0.join(name)).expect("a file");
        let response = answer(opened(&folder, name).await, Method::GET, &[("range", range)]).await.expect("a part");
        assert_eq!(response.status(), 206);
        assert_eq!(response.headers()[header::CONTENT_RANGE], told);
        assert_eq!(response.body().len(), Some(part.len() as u64));
        assert!(response.into_body().read(1 << 20).await.expect("a body") == whole[part], "{name} {range}");
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_a_problem() {
    let folder = folder();
    for (name, request, status, range) in [
        ("page.html", ("range", "bytes=10-"), 416, Some("bytes */10")),
        ("empty.txt", ("range", "bytes=0-"), 416, Some("bytes */0")),
        ("page.html", ("if-match", "\"x\""), 412, None),
        ("page.html", ("if-unmodified-since", "Sat, 05 Nov 1994 08:49:37 GMT"), 412, None),
    ] {
        let invalid = answer(opened(&folder, name).await, Method::GET, &[request]).await.expect_err("a problem");
        let response = invalid.render(crate::invalid::Form::Json, "/x");
        assert_eq!(response.status(), status, "{request:?}");
        assert_eq!(response.headers().get(header::CONTENT_RANGE).map(|value| value.to_str().expect("text")), range);
    }
}

#[tokio::test]
async fn what_the_visitor_has_is_not_sent_again() {
    let kept = [
        ("cache-control", "max-age=60"),
        ("content-location", "/x"),
        ("expires", DATE),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("vary", "accept"),
    ];
    let gone = [("content-disposition", "attachment"), ("content-language", "de"), ("content-encoding", "x")];
    let folder = folder();
    for method in [Method::GET, Method::HEAD] {
        let stored = opened(&folder, "large.bin").await;
        let begun = begun(&[&kept[..], &gone[..]].concat());
        let response = stored.into_response(begun, &method, &headers(&[("if-modified-since", DATE)])).await;
        let response = response.expect("a response");
        assert_eq!(
            listed(&response),
            "304 | cache-control: max-age=60 | content-location: /x | etag: \"ae1b981da166f00-30d40\" \
             | expires: Sun, 06 Nov 1994 08:49:37 GMT | last-modified: Sun, 06 Nov 1994 08:49:37 GMT \
             | set-cookie: a=1 | set-cookie: b=2 | vary: accept"
        );
        assert!(response.body().is_empty());
    }
}

#[tokio::test]
async fn another_status_is_sent_whole_and_has_no_validators() {
    let folder = folder();
    for request in [("if-none-match", "*"), ("if-match", "\"x\""), ("range", "bytes=0-1"), ("range", "bytes=99-")] {
        let mut begun = begun(&[]);
        *begun.status_mut() = StatusCode::NOT_FOUND;
        let stored = opened(&folder, "page.html").await;
        let response = stored.into_response(begun, &Method::GET, &headers(&[request])).await.expect("a response");
        assert_eq!(listed(&response), "404 | content-type: text/html; charset=UTF-8 | x-content-type-options: nosniff");
        assert_eq!(text(response).await, "0123456789");
    }
}

#[tokio::test]
async fn head_tells_the_length_and_reads_no_large_file() {
    let folder = folder();
    let stored = opened(&folder, "large.bin").await;
    fs::write(folder.0.join("large.bin"), "").expect("a shorter file"); // to read it would fail
    let response = answer(stored, Method::HEAD, &[("range", "bytes=0-1")]).await.expect("a response");
    assert_eq!((response.status(), response.body().len()), (StatusCode::OK, Some(LARGE as u64)));
}

#[tokio::test]
async fn what_cannot_be_read_is_a_500_and_no_broken_answer() {
    let folder = folder();
    let stored = opened(&folder, "large.bin").await;
    fs::write(folder.0.join("large.bin"), "").expect("a shorter file");
    let invalid = answer(stored, Method::GET, &[]).await.expect_err("a problem");
    assert_eq!((invalid.status().code(), invalid.detail()), (500, None));
}

#[tokio::test]
async fn only_a_time_that_http_can_name_is_sent() {
    let folder = folder();
    let path = folder.0.join("page.html");
    let hour = Duration::from_secs(3600);
    for (modified, is_sent) in [
        (SystemTime::now() + hour, false),
        (SystemTime::now() - hour, true),
        (UNIX_EPOCH, true),
        (UNIX_EPOCH - hour, false),
    ] {
        set_modified(&path, modified);
        let response = answer(opened(&folder, "page.html").await, Method::GET, &[("if-modified-since", DATE)]).await;
        let response = response.expect("a response");
        assert_eq!(response.headers().contains_key(header::LAST_MODIFIED), is_sent, "{modified:?}");
        assert!(response.headers().contains_key(header::ETAG));
        assert_eq!(response.status(), if modified == UNIX_EPOCH { 304 } else { 200 });
    }
}

#[tokio::test]
async fn every_content_has_its_own_entity_tag() {
    let folder = folder();
    let path = folder.0.join("page.html");
    let mut tags = Vec::new();
    for (content, nanoseconds) in [("0123456789", 0), ("0123456789", 1000), ("012345678", 0)] {
        fs::write(&path, content).expect("a file");
        set_modified(&path, UNIX_EPOCH + Duration::new(784_111_777, nanoseconds));
        tags.push(opened(&folder, "page.html").await.etag);
        tags.push(opened(&folder, "page.html").await.encoded("br").etag);
        tags.push(opened(&folder, "page.html").await.encoded("gzip").etag);
    }
    let count = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), count);
    for tag in tags.into_iter().flatten() {
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.matches('"').count() == 2, "{tag}");
    }
}

#[tokio::test]
async fn an_embedded_resource_is_sent_like_a_file() {
    let stored = || Stored::embedded("app.js", Bytes::from_static(b"let x;"), "\"1f\"".into());
    let response = answer(stored().encoded("br"), Method::GET, &[("range", "bytes=4-")]).await.expect("a response");
    assert_eq!(
        listed(&response),
        "206 | accept-ranges: bytes | content-encoding: br | content-range: bytes 4-5/6 \
         | content-type: text/javascript; charset=UTF-8 | etag: \"1f-br\" | x-content-type-options: nosniff"
    );
    assert_eq!(text(response).await, "x;");
    let response = answer(stored(), Method::GET, &[("if-none-match", "\"1f\"")]).await.expect("a response");
    assert_eq!(listed(&response), "304 | etag: \"1f\"");
    let response = answer(stored().named("x.css"), Method::GET, &[]).await.expect("a response");
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css; charset=UTF-8");
}

#[tokio::test]
async fn only_regular_files_are_opened() {
    let folder = folder();
    fs::create_dir(folder.0.join("folder")).expect("a folder");
    let refused = async |path: &str| {
        let within = open(Wanted::Within { root: folder.0.clone(), path: path.into() }).await.expect_err("refused");
        let anywhere = open(Wanted::Path(folder.0.join(path))).await.expect_err("refused");
        assert_eq!(within.to_string(), anywhere.to_string());
        within.to_string()
    };
    assert_eq!(refused("folder").await, "it is a folder");
    assert_eq!(refused("missing").await, "there is no such file");
    #[cfg(unix)]
    {
        assert_eq!(refused("page.html/").await, "there is no such file");
        let _listener = std::os::unix::net::UnixListener::bind(folder.0.join("socket")).expect("a socket");
        assert_eq!(refused("socket").await, "it is a device, a socket or a pipe");
        let made = std::process::Command::new("mkfifo").arg(folder.0.join("pipe")).status();
        assert!(made.expect("mkfifo").success());
        assert_eq!(refused("pipe").await, "it is a device, a socket or a pipe");
        let device = open(Wanted::Path("/dev/zero".into())).await.expect_err("refused");
        assert_eq!(device.to_string(), "it is a device, a socket or a pipe");
    }
    assert!(matches!(open(Wanted::Path("a\0b".into())).await, Err(Refused::Io(_))));
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_has_its_own_name() {
    let folder = folder();
    std::os::unix::fs::symlink("page.html", folder.0.join("link.txt")).expect("a link");
    assert_eq!(opened(&folder, "link.txt").await.name(), "link.txt");
    assert_eq!(open(Wanted::Path(folder.0.join("link.txt"))).await.expect("a file").name(), "link.txt");
}

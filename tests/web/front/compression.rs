//! What is compressed, and what is not.

use std::{io::Read, sync::Arc};

use flate2::read::GzDecoder;
use framework::{
    TestResponse,
    prelude::*,
    stream,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        sync::Notify,
    },
};

use crate::socket::{self, Folder};

fn long() -> String {
    "a line of a text that is long enough\n".repeat(10_000)
}

#[get_mapping]
fn text() -> String {
    long()
}

#[get_mapping]
fn small() -> &'static str {
    "small"
}

#[get_mapping]
fn picture() -> BytesResponse {
    BytesResponse::new(long()).content_type("image/png")
}

#[get_mapping]
fn untouchable() -> PlainTextResponse {
    PlainTextResponse::new(long()).header("cache-control", "public, No-Transform")
}

#[get_mapping]
fn encoded() -> PlainTextResponse {
    PlainTextResponse::new(long()).header("content-encoding", "br")
}

#[get_mapping]
fn tagged() -> PlainTextResponse {
    PlainTextResponse::new(long()).header("etag", "\"1\"").header("accept-ranges", "bytes")
}

#[get_mapping]
fn events() -> Sse<impl stream::Stream<Item = Event>> {
    Sse::new(stream::iter((0..1000).map(|number| Event::data(number.to_string()))))
}

#[get_mapping]
fn numbers() -> NdJson<u32> {
    NdJson::new(stream::iter(0..20_000_u32))
}

fn app() -> App {
    App::new().module(module_path!()).set("http.compression", "on").provide(Arc::new(Notify::new()))
}

fn unpacked(answer: &TestResponse) -> String {
    answer.assert_header("content-encoding", "gzip");
    let mut text = String::new();
    GzDecoder::new(&answer.bytes()[..]).read_to_string(&mut text).expect("it is whole");
    text
}

#[tokio::test]
async fn text_is_compressed_for_whoever_accepts_it() {
    let app = app().test();
    let answer = app.get("/text").header("accept-encoding", "br, gzip").await;
    assert_eq!(unpacked(&answer), long());
    assert!(answer.bytes().len() < long().len() / 10);
    answer.assert_header("vary", "accept-encoding");
    let numbers = app.get("/numbers").header("accept-encoding", "gzip").await;
    assert_eq!(unpacked(&numbers).lines().count(), 20_000);
    for accepted in ["", "br", "gzip;q=0", "identity, gzip;q=0.5", "*;q=0", "identity;q=0, br"] {
        let answer = app.get("/text").header("accept-encoding", accepted).await;
        answer.assert_status(200).assert_header("vary", "accept-encoding").assert_text(&long());
        assert_eq!(answer.header("content-encoding"), None, "{accepted}");
    }
    let head = app.head("/text").header("accept-encoding", "gzip").await;
    head.assert_status(200).assert_text("").assert_header("content-encoding", "gzip");
    assert_eq!(head.header("content-length"), None, "it is not known");
}

#[tokio::test]
async fn what_gains_nothing_or_must_not_change_is_left_alone() {
    let app = app().test();
    for target in ["/small", "/picture", "/untouchable", "/events"] {
        let answer = app.get(target).header("accept-encoding", "gzip").await;
        assert_eq!((answer.header("content-encoding"), answer.header("vary")), (None, None), "{target}");
    }
    app.get("/encoded")
        .header("accept-encoding", "gzip")
        .await
        .assert_header("content-encoding", "br")
        .assert_text(&long());
    let foreign = app.get("/text").header("accept-encoding", "gzip").header("cookie", "a=1");
    assert_eq!(foreign.header("sec-fetch-site", "cross-site").await.header("content-encoding"), None);
}

#[tokio::test]
async fn other_bytes_have_a_weak_tag_and_no_ranges() {
    let app = app().test();
    let answer = app.get("/tagged").header("accept-encoding", "gzip").await;
    answer.assert_header("etag", "W/\"1\"").assert_header("content-encoding", "gzip");
    assert_eq!(answer.header("accept-ranges"), None);
    let answer = app.get("/tagged").await;
    answer.assert_header("etag", "\"1\"").assert_header("accept-ranges", "bytes");
}

#[tokio::test]
async fn a_folder_sends_what_lies_there_compressed_and_never_parts_of_anything_else() {
    let folder = Folder::new();
    folder.write("a.txt", long()).write("b.txt", long()).write("b.txt.gz", "lies there compressed");
    let app = app().assets("/", folder.text("")).test();
    let get = |target| app.get(target).header("accept-encoding", "gzip");
    assert_eq!(unpacked(&get("/a.txt").await), long());
    get("/b.txt").await.assert_header("content-encoding", "gzip").assert_text("lies there compressed");
    let part = get("/a.txt").header("range", "bytes=0-1999").await;
    part.assert_status(206).assert_text(&long()[..2000]);
    assert_eq!(part.header("content-encoding"), None);
    let tag = get("/a.txt").await.header("etag").expect("a tag").to_owned();
    assert!(tag.starts_with("W/"), "{tag}");
    get("/a.txt").header("if-none-match", &tag).await.assert_status(304);
}

/// The text whose beginning has arrived.
fn begun(received: &[u8]) -> String {
    let Some(end) = received.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return String::new() };
    let body = socket::chunks(&received[end + 4..]).0.concat();
    let mut text = Vec::new();
    let _not_yet_whole = GzDecoder::new(&body[..]).read_to_end(&mut text);
    String::from_utf8(text).expect("UTF-8")
}

#[get_mapping]
fn slow(State(next): State<Arc<Notify>>) -> ByteStream {
    ByteStream::new(stream::unfold(0, move |number: u32| {
        let next = next.clone();
        async move {
            if number > 0 {
                next.notified().await;
            }
            Some((Ok::<_, std::io::Error>(format!("line {number}\n")), number + 1))
        }
    }))
    .content_type("text/plain")
}

#[tokio::test]
async fn a_stream_is_sent_as_far_as_it_has_been_written() {
    let next = Arc::new(Notify::new());
    let app = app().provide(next.clone());
    let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
    let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
    socket.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n").await.expect("it reads");
    let mut received = Vec::new();
    // What is written next is written once the line before has arrived.
    for line in ["line 0\n", "line 0\nline 1\n"] {
        while !begun(&received).starts_with(line) {
            assert_ne!(socket.read_buf(&mut received).await.expect("it answers"), 0);
        }
        next.notify_one();
    }
    drop(socket);
    server.shutdown().await;
}

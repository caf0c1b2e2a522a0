//! A stream that breaks off never looks whole: there is no last chunk, and the connection ends.

use std::time::Duration;

use framework::{
    prelude::*,
    stream::{self, Stream},
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::timeout,
    },
};

use super::serve;
use crate::socket::chunks;

#[get_mapping("/streams/broken/bytes")]
fn bytes(panics: bool, at: u32) -> ByteStream {
    ByteStream::new(breaking(panics, at))
}

#[get_mapping("/streams/broken/lines")]
fn lines(panics: bool, at: u32) -> NdJson<String> {
    NdJson::new(breaking(panics, at))
}

#[get_mapping("/streams/broken/events")]
fn events(panics: bool, at: u32) -> Sse<impl Stream<Item = Result<String, &'static str>>> {
    Sse::new(breaking(panics, at))
}

/// Items, and at this one an error or a panic; what follows is never asked for.
fn breaking(panics: bool, at: u32) -> impl Stream<Item = Result<String, &'static str>> {
    stream::iter((0..at + 2).map(move |number| match number {
        number if number != at => Ok(format!("item {number}")),
        _ if panics => panic!("private words"),
        _ => Err("private words"),
    }))
}

/// Breaks when its first item has been sent.
#[get_mapping("/streams/broken/later")]
fn later(panics: bool) -> ByteStream {
    ByteStream::new(stream::unfold(0, move |number: u8| async move {
        if number == 0 {
            return Some((Ok("item 0"), 1));
        }
        framework::tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(!panics, "private words");
        Some((Err("private words"), 2))
    }))
}

#[get_mapping("/streams/broken/other")]
fn other() -> &'static str {
    "served"
}

/// All that comes until the connection ends, which it does without being asked to.
async fn all(address: std::net::SocketAddr, target: &str, version: &str) -> (String, Vec<u8>) {
    let mut socket = TcpStream::connect(address).await.expect("it accepts");
    // A second request waits behind the first one: it is not answered on a connection that is cut.
    let request = format!("GET {target} HTTP/{version}\r\nHost: a\r\n\r\n");
    socket.write_all(format!("{request}{request}").as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    loop {
        let read = timeout(Duration::from_secs(20), socket.read_buf(&mut answer)).await.expect("it does not hang");
        if matches!(read, Ok(0) | Err(_)) {
            break;
        }
    }
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(answer.len(), |end| end + 4);
    (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end..].to_vec())
}

#[tokio::test]
async fn an_error_and_a_panic_cut_the_connection_without_the_last_chunk() {
    let app = serve().await;
    for kind in ["bytes", "lines", "events"] {
        for panics in [false, true] {
            for at in [1, 3, 200] {
                let target = format!("/streams/broken/{kind}?panics={panics}&at={at}");
                let (head, body) = all(app.address(), &target, "1.1").await;
                // What was made before may come, or be lost with the connection; nothing else comes.
                assert!(head.is_empty() || head.starts_with("HTTP/1.1 200 OK\r\n"), "{target}: {head}");
                let (items, is_whole) = chunks(&body);
                let sent = String::from_utf8(items.concat()).expect("UTF-8");
                assert!(!is_whole && !body.ends_with(b"0\r\n\r\n"), "{target}: it looks whole: {sent}");
                assert!(!sent.contains(&format!("item {at}")), "{target}: {sent}");
                assert!(!sent.contains(&format!("item {}", at + 1)), "{target}: {sent}");
                assert!(!sent.contains("private") && !sent.contains("HTTP/"), "{target}: {sent}");
            }
        }
    }
    let served = app.get("/streams/broken/other").await;
    assert_eq!(served.told(), (200, "served".to_owned()), "others are served");
}

#[tokio::test]
async fn what_breaks_at_once_is_no_whole_answer_either() {
    let app = serve().await;
    for kind in ["bytes", "lines", "events"] {
        for panics in [false, true] {
            let target = format!("/streams/broken/{kind}?panics={panics}&at=0");
            let (head, body) = all(app.address(), &target, "1.1").await;
            let (items, is_whole) = chunks(&body);
            assert!(!is_whole && items.is_empty(), "{target}: {head}");
        }
    }
}

#[tokio::test]
async fn what_breaks_after_a_while_ends_with_what_was_sent() {
    let app = serve().await;
    for panics in [false, true] {
        let (head, body) = all(app.address(), &format!("/streams/broken/later?panics={panics}"), "1.1").await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert_eq!(chunks(&body), (vec![b"item 0".to_vec()], false));
    }
}

/// HTTP/1.0 has no last chunk: that the connection is reset is all that can tell.
#[tokio::test]
async fn a_client_of_http_1_0_is_told_by_a_reset_that_it_is_not_whole() {
    let app = serve().await;
    for panics in [false, true] {
        let mut socket = TcpStream::connect(app.address()).await.expect("it accepts");
        let request = format!("GET /streams/broken/later?panics={panics} HTTP/1.0\r\n\r\n");
        socket.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = Vec::new();
        let read = timeout(Duration::from_secs(20), socket.read_to_end(&mut answer)).await.expect("it ends");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(read.is_err(), "it looks whole: {answer}");
    }
}

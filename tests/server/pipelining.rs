//! Requests that are sent together: each is answered, in order, and no answer waits for a request that does not come.

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use framework::{ByteStream, prelude::*, stream};

use super::started;

#[get_mapping("/at-once/<n>")]
fn at_once(n: usize) -> String {
    format!("[{n}]")
}

#[get_mapping("/later/<n>")]
async fn later(n: usize) -> String {
    tokio::time::sleep(Duration::from_millis(5)).await;
    format!("[{n}]")
}

#[get_mapping("/large/<n>")]
fn large(n: usize) -> String {
    format!("[{n}]{}", "x".repeat(60_000))
}

/// A stream whose second half comes when the first has been sent.
#[get_mapping("/streamed/<n>")]
fn streamed(n: usize) -> ByteStream {
    ByteStream::new(stream::unfold((n, 0), async |(n, half)| match half {
        0 => Some((format!("[{n}"), (n, 1))),
        1 => {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Some(("]".to_owned(), (n, 2)))
        }
        _ => None,
    }))
}

/// Reads its body in no way.
#[post_mapping("/unread/<n>")]
fn unread(n: usize) -> String {
    format!("[{n}]")
}

/// A request of each kind in turn.
fn request(n: usize) -> String {
    let body = "Content-Length: 5\r\n\r\nabcde";
    match n % 7 {
        0 | 1 | 4 => format!("GET /at-once/{n} HTTP/1.1\r\nHost: a\r\n\r\n"),
        2 => format!("GET /later/{n} HTTP/1.1\r\nHost: a\r\n\r\n"),
        3 => format!("GET /large/{n} HTTP/1.1\r\nHost: a\r\n\r\n"),
        5 => format!("GET /streamed/{n} HTTP/1.1\r\nHost: a\r\n\r\n"),
        _ => format!("POST /unread/{n} HTTP/1.1\r\nHost: a\r\n{body}"),
    }
}

fn marks(bytes: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(bytes);
    // A stream is sent in chunks: what is between them is left out.
    let text: String = text.split("\r\n").filter(|line| line.parse::<u8>().is_err()).collect();
    text.split('[').skip(1).filter_map(|rest| rest.split(']').next()?.parse().ok()).collect()
}

/// Everything that comes until so many answers are there, or nothing comes for long.
fn answers(stream: &mut TcpStream, count: usize) -> Vec<usize> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a timeout");
    let (mut answer, mut buffer) = (Vec::new(), vec![0; 65_536]);
    while marks(&answer).len() < count {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(&buffer[..length]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => break,
            Err(error) => panic!("{error}"),
        }
    }
    marks(&answer)
}

fn connected(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("it accepts");
    stream.set_nodelay(true).expect("no delay");
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_come_together_are_answered_in_order() {
    let server = started(App::new()).await;
    let address = server.address().expect("it listens");
    let checked = tokio::task::spawn_blocking(move || {
        for (first, count) in [(0, 1), (0, 2), (3, 5), (1, 16), (6, 17), (0, 70)] {
            let requests: Vec<_> = (first..first + count).map(request).collect();
            let expected: Vec<_> = (first..first + count).collect();
            let mut stream = connected(address);
            stream.write_all(requests.concat().as_bytes()).expect("it is sent");
            assert_eq!(answers(&mut stream, count), expected, "{count} from {first}");
        }
    });
    checked.await.expect("no panic");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_waits_for_the_rest_of_a_request_behind_it() {
    let server = started(App::new()).await;
    let address = server.address().expect("it listens");
    let checked = tokio::task::spawn_blocking(move || {
        for (first, count) in [(0, 1), (1, 2), (2, 3), (5, 2), (6, 1), (0, 15), (0, 33)] {
            let whole: Vec<_> = (first..first + count).map(request).collect();
            let last = request(first + count);
            for cut in [1, 10, last.len() - 1] {
                let mut stream = connected(address);
                let begun = Instant::now();
                stream.write_all([whole.concat().as_str(), &last[..cut]].concat().as_bytes()).expect("it is sent");
                let expected: Vec<_> = (first..first + count).collect();
                assert_eq!(answers(&mut stream, count), expected, "{count} from {first}, then {cut} bytes");
                assert!(begun.elapsed() < Duration::from_secs(4), "it waited");
                stream.write_all(&last.as_bytes()[cut..]).expect("the rest is sent");
                assert_eq!(answers(&mut stream, 1), [first + count], "the last of {count} from {first}");
            }
        }
    });
    checked.await.expect("no panic");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_before_a_bad_request_are_sent_and_so_is_its_400() {
    let server = started(App::new()).await;
    let address = server.address().expect("it listens");
    let checked = tokio::task::spawn_blocking(move || {
        for count in [1, 2, 20] {
            let requests = "GET /at-once/7 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(count);
            let mut stream = connected(address);
            stream.write_all(format!("{requests}GET / HTTP/3\r\n\r\n").as_bytes()).expect("it is sent");
            stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
            let mut answer = Vec::new();
            let _reset = stream.read_to_end(&mut answer);
            assert_eq!(marks(&answer), vec![7; count]);
            assert!(String::from_utf8_lossy(&answer).contains("HTTP/1.1 400"), "{count}");
        }
    });
    checked.await.expect("no panic");
    server.shutdown().await;
}

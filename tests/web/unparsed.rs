//! What hyper's parser refuses, and what only looks as if it had.

use framework::{
    Server, Socket, StopToken,
    prelude::*,
    stream,
    tokio::{
        self,
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::{Duration, timeout},
    },
};

use crate::socket::{Sent, raw, read};

/// What hyper writes by itself for a head that it cannot parse.
const REFUSAL: &str =
    "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n";

const BAD: &str = "GET / HTTP/3\r\n\r\n";

mod plain {
    use super::*;

    #[request_mapping("/later", methods("GET", "POST"))]
    async fn later() -> &'static str {
        tokio::time::sleep(Duration::from_millis(50)).await;
        "later"
    }

    #[get_mapping]
    fn refusal() -> &'static str {
        REFUSAL
    }

    /// The same as a piece of a stream, with nothing behind it for as long as a client waits for it.
    #[get_mapping("/streamed-refusal")]
    fn streamed_refusal() -> ByteStream {
        ByteStream::new(stream::unfold(0, async |piece| match piece {
            0 => Some((REFUSAL, 1)),
            1 => {
                tokio::time::sleep(Duration::from_millis(200)).await;
                Some((REFUSAL, 2))
            }
            _ => None,
        }))
    }

    /// With its own head alone, the same as hyper's but for the date.
    #[get_mapping("/bare-refusal")]
    fn bare_refusal() -> Response {
        let response = http::Response::builder().status(400).header("connection", "close");
        response.body(Body::empty()).expect("a response")
    }

    /// It waits for the other end, which waits for it.
    #[socket_mapping("/raw-refusal", protocol = "raw")]
    async fn raw_refusal(mut socket: Socket, stop: StopToken) -> std::io::Result<()> {
        socket.write_all(REFUSAL.as_bytes()).await?;
        stop.stopped().await;
        Ok(())
    }
}

fn app() -> App {
    App::new().module("web::unparsed::plain").set("http.security_headers", false)
}

async fn started(app: App) -> Server {
    app.listen("127.0.0.1:0").start().await.expect("it starts")
}

/// The answers to what is sent at once, and to the same in small pieces: of one byte each, where it is not long.
async fn answers(app: impl Fn() -> App, request: &str) -> [String; 2] {
    let server = started(app()).await;
    let address = server.address().expect("an address");
    let whole = String::from_utf8(raw(address, request.as_bytes()).await).expect("UTF-8");
    let mut socket = TcpStream::connect(address).await.expect("it accepts");
    socket.set_nodelay(true).expect("no delay");
    for piece in request.as_bytes().chunks(request.len().div_ceil(500)) {
        if socket.write_all(piece).await.is_err() {
            break; // refused already
        }
        tokio::task::yield_now().await;
    }
    let mut dripped = String::new();
    timeout(Duration::from_secs(20), socket.read_to_string(&mut dripped)).await.expect("an end").expect("no reset");
    server.shutdown().await;
    [whole, dripped]
}

/// An answer without its date, which both must have.
fn dateless(answer: &str) -> String {
    let lines: Vec<_> = answer.split_inclusive("\r\n").filter(|line| !line.starts_with("date: ")).collect();
    assert_eq!(lines.len() + 1, answer.split_inclusive("\r\n").count(), "{answer}");
    lines.concat()
}

fn problem(status: &str, rest: &str) -> String {
    let (code, title) = status.split_once(' ').expect("a reason");
    let body = format!(r#"{{"type":"about:blank","title":"{title}","status":{code},{rest}}}"#);
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\nvary: Accept\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

#[tokio::test]
async fn what_is_not_parsed_is_told_as_a_problem() {
    let fields = |count: usize| "X: a\r\n".repeat(count);
    let read = |why: &str| problem("400 Bad Request", &format!(r#""detail":"the request cannot be read: {why}""#));
    let cases = [
        (BAD.to_owned(), read("invalid HTTP version parsed")),
        ("GET / HTTP/1.1\r\nHost : a\r\n\r\n".to_owned(), read("invalid HTTP header parsed")),
        ("G@T / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), read("invalid HTTP method parsed")),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n".to_owned(), read("invalid content-length parsed")),
        (
            format!("GET /a?b HTTP/1.1\r\nHost: a\r\n{}\r\n", fields(5)),
            problem(
                "431 Request Header Fields Too Large",
                r#""detail":"there are more than 5 header fields (setting `http.header_count`)","instance":"/a""#,
            ),
        ),
        (
            format!("GET /a HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(70_000)),
            problem(
                "431 Request Header Fields Too Large",
                r#""detail":"the header fields are larger than 1024 bytes (setting `http.header_limit`)","instance":"/a""#,
            ),
        ),
        (
            format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(70_000)),
            problem(
                "414 URI Too Long",
                r#""detail":"the target is longer than 8192 bytes (setting `http.target_limit`)""#,
            ),
        ),
        (
            "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n".to_owned(),
            problem(
                "413 Payload Too Large",
                r#""detail":"the body is larger than 2097152 bytes (setting `http.body_limit`)""#,
            ),
        ),
    ];
    let app = || app().set("http.header_count", 5).set("http.header_limit", "1 KiB");
    for (request, expected) in cases {
        for answer in answers(app, &request).await {
            assert_eq!(dateless(&answer), expected, "{}", &request[..request.len().min(80)]);
        }
    }
}

/// Far more than is read of a head: what was never read must not take the answer back.
#[tokio::test]
async fn a_client_that_goes_on_sending_sees_the_answer() {
    let server = started(app()).await;
    let address = server.address().expect("an address");
    let head = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(1 << 20));
    for _ in 0..20 {
        let answer = String::from_utf8(raw(address, head.as_bytes()).await).expect("UTF-8");
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    server.shutdown().await;
}

#[tokio::test]
async fn one_that_does_not_close_is_closed() {
    let server = started(app()).await;
    let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
    socket.write_all(BAD.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("its end");
    assert!(answer.contains("problem+json"), "{answer}");
    let closed = async {
        while server.listeners()[0].connections > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(20), closed).await.expect("the connection is closed");
    drop(socket);
    server.shutdown().await;
}

/// A head that is too large is well formed as far as it goes.
#[tokio::test]
async fn a_head_with_too_many_fields_is_one() {
    let ask = async |method: &str, fields: &str| {
        let server = started(app().set("http.header_count", 3)).await;
        let request = format!("{method} /a HTTP/1.1\r\nHost: a\r\n{fields}X: a\r\nX: b\r\n\r\n");
        let answer = raw(server.address().expect("an address"), request.as_bytes()).await;
        server.shutdown().await;
        read(&answer, method == "HEAD")
    };
    let page = ask("GET", "Accept: text/html\r\n").await;
    assert_eq!((page.status, page.field("content-type")), (431, Some("text/html; charset=UTF-8")));
    assert!(page.text().contains("<h1>431 Request Header Fields Too Large</h1>"), "{}", page.text());
    let headed = ask("HEAD", "A: b\r\n").await;
    assert_eq!((headed.status, headed.body.len()), (431, 0));
    assert!(headed.field("content-length").is_some_and(|length| length != "0"), "{headed:?}");
}

mod pages {
    use super::*;

    #[invalid_handler]
    async fn any(invalid: &Invalid, head: &RequestHead) -> (HttpStatus, ByteStream) {
        tokio::time::sleep(Duration::from_millis(10)).await;
        let told = format!("{} {} {} {:?}", invalid.status(), head.method(), head.path(), head.header("x"));
        (invalid.status(), ByteStream::new(stream::iter([Ok::<_, std::io::Error>("we say: ".to_owned()), Ok(told)])))
    }

    #[invalid_handler(414)]
    fn nothing() -> HttpStatus {
        HttpStatus::NO_CONTENT
    }

    #[get_mapping]
    fn page() {}

    #[tokio::test]
    async fn functions_that_answer_refusals_answer_these() {
        let app = || App::new().module(module_path!()).set("http.header_count", 2);
        for answer in answers(app, BAD).await {
            assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
            assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
            assert!(answer.ends_with("\r\n\r\nwe say: 400 Bad Request - * None"), "{answer}");
        }
        for answer in answers(app, "PUT /a?b HTTP/1.1\r\nHost: a\r\nX: b\r\nY: c\r\n\r\n").await {
            assert!(
                answer.ends_with("\r\n\r\nwe say: 431 Request Header Fields Too Large PUT /a Some(\"b\")"),
                "{answer}"
            );
        }
        let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(70_000));
        let answer = dateless(&answers(app, &long).await[0]);
        assert!(answer.starts_with("HTTP/1.1 204 No Content\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
        assert!(!answer.contains("content-length"), "{answer}");
    }
}

/// Answers one after the other, each of the length that it announces.
fn split(mut bytes: &str) -> Vec<Sent> {
    let mut all = Vec::new();
    while let Some((head, rest)) = bytes.split_once("\r\n\r\n") {
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let end = head.len() + 4 + length.unwrap_or(rest.len());
        all.push(read(&bytes.as_bytes()[..end], false));
        bytes = &bytes[end..];
    }
    all
}

#[tokio::test]
async fn good_requests_before_a_bad_one_are_answered_as_ever() {
    let good = |target: &str| format!("GET /{target} HTTP/1.1\r\nHost: a\r\n\r\n");
    let post = "POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc".to_owned();
    let old = "GET /later HTTP/1.0\r\nConnection: keep-alive\r\n\r\n".to_owned();
    let cases: [(Vec<String>, &[&str]); 6] = [
        (vec![good("later")], &["later"]),
        (vec![good("refusal")], &[REFUSAL]),
        (vec![good("refusal"), good("refusal"), good("later")], &[REFUSAL, REFUSAL, "later"]),
        (vec![good("later"), good("refusal")], &["later", REFUSAL]),
        (vec![post], &["later"]),
        (vec![old], &["later"]),
    ];
    for (requests, expected) in cases {
        for answer in answers(app, &(requests.concat() + BAD)).await {
            let mut told: Vec<_> = split(&answer).iter().map(Sent::told).collect();
            assert_eq!(told.pop(), Some((400, String::new())), "{answer}");
            assert!(answer.contains(r#""detail":"the request cannot be read: "#), "{answer}");
            let told: Vec<_> = told.into_iter().map(|(_, body)| body).collect();
            assert_eq!(told, expected, "{answer}");
        }
    }
}

/// Reads until a text has come.
async fn until(socket: &mut TcpStream, text: &str) -> String {
    let mut bytes = Vec::new();
    while !String::from_utf8_lossy(&bytes).contains(text) {
        let read = timeout(Duration::from_secs(10), socket.read_buf(&mut bytes)).await;
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        assert!(read.unwrap_or_else(|_| panic!("nothing comes after {shown:?}")).expect("it answers") > 0, "{shown}");
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[tokio::test]
async fn an_answer_that_looks_like_a_refusal_of_hyper_is_sent_at_once_and_as_it_is() {
    let server = started(app()).await;
    let address = server.address().expect("an address");
    let get = |target: &str| format!("GET /{target} HTTP/1.1\r\nHost: a\r\n\r\n");
    let next = "\r\n\r\nlater";
    // What is sent, and what comes of it while the connection stays open.
    let cases = [
        (get("refusal"), REFUSAL.to_owned()),
        (get("refusal") + "GET /la", REFUSAL.to_owned()),
        (get("refusal") + &get("later"), next.to_owned()),
        (get("later") + &get("refusal"), REFUSAL.to_owned()),
        (get("streamed-refusal"), REFUSAL.to_owned()),
        (
            "GET /raw-refusal HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: raw\r\n\r\n".to_owned(),
            REFUSAL.to_owned(),
        ),
    ];
    for (request, expected) in cases {
        let mut socket = TcpStream::connect(address).await.expect("it accepts");
        socket.write_all(request.as_bytes()).await.expect("it reads");
        let answer = until(&mut socket, &expected).await;
        assert_eq!(answer.matches("HTTP/1.1 400").count(), answer.matches(REFUSAL).count(), "{request}: {answer}");
    }
    let last = "GET /refusal HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let bare = "GET /bare-refusal HTTP/1.1\r\nHost: a\r\n\r\n";
    let preface = get("refusal") + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    for (request, has_body) in [(last, true), (bare, false), (&preface, true)] {
        let answer = String::from_utf8(raw(address, request.as_bytes()).await).expect("UTF-8");
        assert!(answer.contains("\r\ncontent-length: ") && !answer.contains("problem"), "{request}: {answer}");
        assert_eq!(answer.ends_with(REFUSAL), has_body, "{request}: {answer}");
    }
    server.shutdown().await;
}

//! Each answer is a whole one: its length is that of its body, whatever anybody says of it.

use framework::{http::header, prelude::*};
use tower::util::MapResponseLayer;

use crate::connection::Connection;

#[get_mapping("/framed/<name>/<value>")]
fn framed(name: &str, value: &str) -> Result<Response, Invalid> {
    Ok(http::Response::builder().header(name, value).body("framed".into())?)
}

#[get_mapping("/problem/<name>/<value>")]
fn problem(name: &str, value: &str) -> Invalid {
    Invalid::conflict("it is so").header(name, value)
}

/// Header fields that would tell the visitor where another body ends than it does.
const MISFRAMING: [(&str, &str); 6] = [
    ("content-length", "0"),
    ("content-length", "3"),
    ("content-length", "999"),
    ("content-length", "x"),
    ("transfer-encoding", "chunked"),
    ("transfer-encoding", "gzip"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_length_of_a_body_is_counted_and_not_believed() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let mut connection = Connection::to(&server);
    for (name, value) in MISFRAMING {
        connection.get(&format!("/framed/{name}/{value}")).assert("200 OK", "framed");
        connection.get("/hello").assert("200 OK", "hello");
        connection.ask("HEAD", &format!("/framed/{name}/{value}")).assert_length("200 OK", "6");
        connection.get("/hello").assert("200 OK", "hello");
        let refusal = connection.get(&format!("/problem/{name}/{value}"));
        assert_eq!(refusal.line, "HTTP/1.1 500 Internal Server Error", "{name}: {value}");
        assert!(!refusal.body.contains("it is so"), "{}", refusal.body);
        connection.get("/hello").assert("200 OK", "hello");
    }
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layer_cannot_misframe_an_answer() {
    for (name, value) in MISFRAMING {
        let layer = MapResponseLayer::new(move |mut response: Response| {
            response.headers_mut().insert(name, value.parse().expect("a header value"));
            response
        });
        let server = App::new().layer(layer).listen("127.0.0.1:0").start().await.expect("it starts");
        let mut connection = Connection::to(&server);
        connection.get("/hello").assert("200 OK", "hello");
        connection.ask("HEAD", "/hello").assert_length("200 OK", "5");
        assert_eq!(connection.get("/nope").line, "HTTP/1.1 404 Not Found", "{name}: {value}");
        assert_eq!(connection.ask("OPTIONS", "/hello").line, "HTTP/1.1 204 No Content", "{name}: {value}");
        connection.get("/hello").assert("200 OK", "hello");
        server.shutdown().await;
    }
}

#[derive(Default)]
struct Statuses;

#[controller("/status/<code>")]
impl Statuses {
    #[get_mapping]
    fn value(code: u16) -> Result<HttpStatus, Invalid> {
        Ok(HttpStatus::try_from(code)?)
    }

    #[get_mapping]
    fn pair(code: u16) -> Result<(HttpStatus, &'static str), Invalid> {
        Ok((HttpStatus::try_from(code)?, "x"))
    }

    #[get_mapping]
    fn response(code: u16) -> Result<http::Response<&'static str>, Invalid> {
        Ok(http::Response::builder().status(code).header(header::CONTENT_TYPE, "text/plain").body("x")?)
    }

    #[get_mapping]
    fn refusal(code: u16) -> Result<(), Invalid> {
        Err(Invalid::of(HttpStatus::try_from(code)?))
    }
}

/// A code, the status when it is answered, and when it is refused.
const STATUSES: &[(u16, &str, &str)] = &[
    (100, "500 Internal Server Error", "500 Internal Server Error"),
    (101, "500 Internal Server Error", "500 Internal Server Error"),
    (103, "500 Internal Server Error", "500 Internal Server Error"),
    (199, "500 Internal Server Error", "500 Internal Server Error"),
    (200, "200 OK", "500 Internal Server Error"),
    (204, "204 No Content", "500 Internal Server Error"),
    (205, "205 Reset Content", "500 Internal Server Error"),
    (304, "304 Not Modified", "500 Internal Server Error"),
    (404, "404 Not Found", "404 Not Found"),
    (499, "499 UNKNOWN", "499 UNKNOWN"),
    (600, "600 UNKNOWN", "600 UNKNOWN"),
    (999, "999 UNKNOWN", "999 UNKNOWN"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_status_is_one_whole_answer() {
    let layered = App::new().layer(MapResponseLayer::new(|response: Response| response));
    for app in [App::new(), layered] {
        let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
        let mut connection = Connection::to(&server);
        let mut wrong = Vec::new();
        for (code, answered, refused) in STATUSES {
            for kind in ["value", "pair", "response", "refusal"] {
                let answer = connection.get(&format!("/status/{code}/{kind}"));
                let expected = if kind == "refusal" { refused } else { answered };
                let bodiless = matches!(code, 204 | 205 | 304) && kind != "refusal";
                if answer.line != format!("HTTP/1.1 {expected}")
                    || bodiless && (!answer.body.is_empty() || answer.field("content-type").is_some())
                {
                    wrong.push(format!("{kind} of {code}: {answer:?}"));
                }
            }
        }
        connection.get("/hello").assert("200 OK", "hello");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        server.shutdown().await;
    }
}

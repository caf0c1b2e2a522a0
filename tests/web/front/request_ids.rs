//! The id of a request: in the response, in the log, for handlers and layers.

use framework::prelude::*;
use tower::service_fn;

use super::Log;
use crate::refused;

#[get_mapping]
fn seen(#[header] x_request_id: Option<String>) -> String {
    x_request_id.unwrap_or("nothing".to_owned())
}

#[get_mapping]
fn panicking() -> &'static str {
    panic!("in a handler")
}

fn app(setting: &str) -> App {
    App::new().module(module_path!()).set("http.request_id", setting)
}

#[tokio::test]
async fn whose_id_is_taken_is_a_setting() {
    let cases = [
        ("off", "none", None, Some("mine")),
        ("on", "none", Some(false), None),
        ("on", "127.0.0.1", Some(true), None),
        ("on", "10.0.0.0/8", Some(false), None),
        ("any", "none", Some(true), None),
    ];
    for (setting, trusted, taken, seen) in cases {
        let app = app(setting).set("http.trusted_proxies", trusted).test();
        let answer = app.get("/seen").header("x-request-id", "mine").await;
        let id = answer.header("x-request-id");
        assert_eq!(id.map(|id| id == "mine"), taken, "{setting} {trusted}");
        answer.assert_text(id.or(seen).expect("an id"));
    }
    app("any").test().get("/seen").header("x-request-id", "no token").await.assert_status(200);
    let report = refused(app("maybe")).await;
    assert!(report.contains("write `off`, `on` or `any`"), "{report}");
}

#[tokio::test]
async fn every_response_has_the_id_and_the_log_of_its_failure_too() {
    let (log, _guard) = Log::begin();
    let failing = || service_fn(async |_: http::Request<Body>| Err::<Response, _>(std::io::Error::other("s3cret")));
    let app = app("any").mount("/mounted", failing()).test();
    let cases = [("/seen", 200, false), ("/nowhere", 404, false), ("/panicking", 500, true), ("/mounted", 500, true)];
    for (target, status, is_logged) in cases {
        let answer = app.get(target).header("x-request-id", "the-id").await;
        answer.assert_status(status).assert_header("x-request-id", "the-id");
        assert_eq!(!log.take("request_id=\"the-id\"").is_empty(), is_logged, "{target}");
    }
    // Refused before anything else is looked at.
    let answer = app.get("/seen").header("host", "b c").header("x-request-id", "the-id").await;
    answer.assert_status(400).assert_header("x-request-id", "the-id");
}

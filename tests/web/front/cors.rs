//! Which scripts of other sites may read responses.

use framework::{http::Method, prelude::*};

use crate::refused;

const SITE: &str = "https://app.example";

#[get_mapping]
fn text() -> &'static str {
    "text"
}

#[request_mapping("/options", methods("OPTIONS"))]
fn options() -> &'static str {
    "a route of its own"
}

#[get_mapping]
fn own() -> PlainTextResponse {
    PlainTextResponse::new("own").header("access-control-allow-origin", "https://partner.example")
}

fn app() -> App {
    App::new().module(module_path!()).set("http.cors.origins", format!("{SITE}, http://localhost:5173"))
}

#[tokio::test]
async fn a_site_that_is_named_may_read_responses_and_no_other() {
    let app = app().set("http.cors.credentials", "on").test();
    let cases = [
        ("/text", SITE, Some(SITE)),
        ("/text", "HTTPS://APP.example", Some("HTTPS://APP.example")),
        ("/text", "http://localhost:5173", Some("http://localhost:5173")),
        ("/nowhere", SITE, Some(SITE)),
        ("/text", "http://app.example", None),
        ("/text", "https://app.example.evil", None),
        ("/text", "null", None),
        ("/own", SITE, Some("https://partner.example")),
    ];
    for (target, origin, allowed) in cases {
        let answer = app.get(target).header("origin", origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), allowed, "{target} {origin}");
        let credentials = allowed.filter(|_| target != "/own").map(|_| "true");
        assert_eq!(answer.header("access-control-allow-credentials"), credentials, "{target} {origin}");
        let vary: Vec<_> = answer.headers().get_all("vary").iter().collect();
        assert!(vary.iter().any(|value| *value == "origin"), "{target} {origin}: {vary:?}");
    }
    app.get("/text").await.assert_header("vary", "origin");
}

#[tokio::test]
async fn a_preflight_is_answered_and_any_other_options_is_the_routes() {
    let app = app().set("http.cors.methods", "GET, PUT").set("http.cors.headers", "content-type, x-a").test();
    let preflight = |target, origin: &str| {
        let request = app.request(Method::OPTIONS, target).header("origin", origin);
        request.header("access-control-request-method", "PUT")
    };
    for target in ["/text", "/options", "/nowhere"] {
        let answer = preflight(target, SITE).await;
        answer.assert_status(204).assert_text("").assert_header("access-control-allow-origin", SITE);
        answer.assert_header("access-control-allow-methods", "GET, PUT");
        answer.assert_header("access-control-allow-headers", "content-type, x-a");
        answer.assert_header("access-control-max-age", "600");
        assert_eq!(answer.header("access-control-allow-credentials"), None);
    }
    let refused = preflight("/text", "https://evil.example").await;
    refused.assert_status(204).assert_header("allow", "GET, HEAD, OPTIONS");
    assert_eq!(refused.header("access-control-allow-methods"), None);
    app.request(Method::OPTIONS, "/options").header("origin", SITE).await.assert_text("a route of its own");
    app.request(Method::OPTIONS, "/text").await.assert_header("allow", "GET, HEAD, OPTIONS");
}

#[tokio::test]
async fn anybody_may_read_where_the_origins_are_a_wildcard() {
    let app = app().set("http.cors.origins", "*").set("http.cors.headers", "*").test();
    let answer = app.get("/text").header("origin", "https://anybody.example").await;
    answer.assert_header("access-control-allow-origin", "*");
    assert_eq!((answer.header("vary"), answer.header("access-control-allow-credentials")), (None, None));
    assert_eq!(app.get("/text").await.header("access-control-allow-origin"), None, "nobody has asked");
}

#[tokio::test]
async fn without_origins_nothing_is_said() {
    let answer = app().set("http.cors.origins", "none").test().get("/text").header("origin", SITE).await;
    assert_eq!((answer.header("access-control-allow-origin"), answer.header("vary")), (None, None));
}

#[tokio::test]
async fn wildcards_with_cookies_and_what_cannot_be_read_stop_the_start() {
    let contradiction = "settings `http.cors.credentials` and `http.cors.origins` contradict each other";
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("http.cors.origins", "*"), ("http.cors.credentials", "on")], contradiction),
        (
            &[("http.cors.headers", "*"), ("http.cors.credentials", "on")],
            "`http.cors.credentials` and `http.cors.headers`",
        ),
        (&[("http.cors.origins", "app.example")], "`http.cors.origins` cannot be `app.example`"),
        (&[("http.cors.methods", "GET PUT")], "`http.cors.methods` cannot be `GET PUT`"),
        (&[("http.cors.headers", "a b")], "`http.cors.headers` cannot be `a b`"),
    ];
    for (settings, told) in cases {
        let app = settings.iter().fold(app(), |app, (key, value)| app.set(key, value));
        let report = refused(app).await;
        assert!(report.contains(told), "{report}");
    }
}

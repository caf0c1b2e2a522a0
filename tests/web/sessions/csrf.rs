//! What changes something and comes from another site is refused.

use framework::{TestApp, http::Method, prelude::*, serde_json::Value};

use super::{Recording, Visitor};

#[request_mapping("/csrf/any", methods("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"))]
fn any(session: Session) -> &'static str {
    session.set("done", 1);
    "done"
}

#[request_mapping("/csrf/value", methods("GET", "POST"))]
fn value(#[session] done: Option<u8>) -> String {
    format!("{done:?}")
}

#[post_mapping("/csrf/respond")]
fn respond() -> PlainTextResponse {
    PlainTextResponse::new("done").session("done", 2)
}

#[post_mapping("/csrf/unasked")]
fn unasked(cookies: Cookies) -> usize {
    cookies.iter().count()
}

struct Member;

impl Guard for Member {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let done = request.session().await?.get::<u8>("done");
        done.map(|_| Member).ok_or_else(|| Invalid::unauthorized("log in first"))
    }
}

#[post_mapping("/csrf/guarded")]
fn guarded(#[guard] _member: Member) {}

struct Named;

impl Guard for Named {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        request.header("x-name").map(|_| Named).ok_or_else(|| Invalid::unauthorized("who?"))
    }
}

#[derive(Bean)]
struct Input {
    #[allow(dead_code)] // only read
    count: u8,
}

#[post_mapping("/csrf/order/<id>")]
fn order(#[guard] _named: Named, session: Session, id: u8, input: Input) -> Option<u8> {
    let _all = (id, input);
    session.get("done")
}

fn application() -> App {
    App::new().module(module_path!())
}

/// An application and a cookie of one who is known to it.
async fn known(app: App) -> (TestApp, String) {
    let app = app.test();
    let mut visitor = Visitor::new(&app);
    visitor.get("/csrf/any").await.assert_status(200);
    let cookie = visitor.cookie().expect("a session").to_owned();
    (app, cookie)
}

const FOREIGN: [&[(&str, &str)]; 6] = [
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost")],
    &[("origin", "http://evil.example")],
    &[("origin", "null")],
    &[("origin", "http://localhost"), ("origin", "http://localhost")],
];

const OWN: [&[(&str, &str)]; 6] = [
    &[],
    &[("sec-fetch-site", "same-origin")],
    &[("sec-fetch-site", "none")],
    &[("origin", "http://localhost")],
    &[("origin", "https://localhost"), ("sec-fetch-site", "same-origin")],
    &[("origin", "http://LOCALHOST:80")],
];

#[tokio::test]
async fn unsafe_methods_with_the_cookie_are_refused_where_the_browser_says_that_they_are_foreign() {
    let (app, cookie) = known(application()).await;
    let safe = [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE];
    let purge = Method::from_bytes(b"PURGE").expect("a token");
    let changing = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, purge];
    for (methods, is_safe) in [(&safe[..], true), (&changing[..], false)] {
        for method in methods {
            for (cases, is_foreign) in [(FOREIGN, true), (OWN, false)] {
                for fields in cases {
                    for with_cookie in [true, false] {
                        let mut request = app.request(method.clone(), "/csrf/any");
                        for (name, value) in fields {
                            request = request.header(name, value);
                        }
                        if with_cookie {
                            request = request.header("cookie", &cookie);
                        }
                        let expected = if !is_safe && is_foreign && with_cookie { 403 } else { 200 };
                        let status = request.await.status();
                        assert_eq!(status, expected, "{method} {fields:?}, with the cookie: {with_cookie}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn whoever_asks_is_refused_and_the_handler_is_not_called() {
    let store = Recording::default();
    let (app, cookie) = known(application().session_store(store.clone())).await;
    store.take();
    let foreign = |target: &str| app.post(target).header("cookie", &cookie).header("sec-fetch-site", "cross-site");
    for target in ["/csrf/any", "/csrf/value", "/csrf/guarded", "/csrf/respond"] {
        let answer = foreign(target).await;
        let detail = "the request comes from another site (setting `session.origins`)";
        assert_eq!(answer.assert_status(403).json::<Value>()["detail"], detail, "{target}");
        assert!(store.take().is_empty(), "{target}");
    }
    foreign("/csrf/unasked").await.assert_status(200).assert_text("1");
}

/// Nobody is known by it, and it may be one that was of use until now.
#[tokio::test]
async fn a_cookie_that_is_no_sessions_is_refused_as_well() {
    let app = application().test();
    for value in ["0123456789abcdef0123456789abcdef", "x", ""] {
        let request = app.post("/csrf/any").header("cookie", format!("session={value}"));
        request.header("origin", "http://evil.example").await.assert_status(403);
    }
}

#[tokio::test]
async fn the_order_of_refusals_is_401_403_415_413_400_422() {
    let (app, cookie) = known(application().set("http.body_limit", 20)).await;
    let long = "x".repeat(21);
    let json = "application/json";
    let cases = [
        ("", "cross-site", "text/plain", long.as_str(), "x", 401),
        ("x-name", "cross-site", "text/plain", long.as_str(), "x", 403),
        ("x-name", "same-origin", "text/plain", long.as_str(), "x", 415),
        ("x-name", "same-origin", json, long.as_str(), "x", 413),
        ("x-name", "same-origin", json, r#"{"count":256}"#, "x", 400),
        ("x-name", "same-origin", json, r#"{"count":256}"#, "1", 422),
        ("x-name", "same-origin", json, r#"{"count":255}"#, "1", 200),
    ];
    for (name, site, content_type, body, id, status) in cases {
        let request = app.post(&format!("/csrf/order/{id}")).header("cookie", &cookie).header("sec-fetch-site", site);
        let request = request.header("content-type", content_type).body(body.to_owned());
        let request = if name.is_empty() { request } else { request.header(name, "1") };
        request.await.assert_status(status);
    }
}

#[tokio::test]
async fn an_origin_is_the_hosts_own_by_name_and_port_also_behind_a_proxy_for_tls() {
    let (app, cookie) = known(application()).await;
    let cases = [
        ("/csrf/any", "a.example", "http://a.example", 200),
        ("/csrf/any", "a.example", "https://a.example", 200),
        ("/csrf/any", "a.example:80", "http://a.example", 200),
        ("/csrf/any", "a.example", "http://a.example:80", 200),
        ("/csrf/any", "a.example:443", "https://a.example", 200),
        ("/csrf/any", "a.example:8080", "http://a.example:8080", 200),
        ("/csrf/any", "a.example:8080", "http://a.example", 403),
        ("/csrf/any", "a.example", "http://a.example:8080", 403),
        ("/csrf/any", "a.example", "https://a.example:80", 403),
        ("/csrf/any", "a.example", "http://b.a.example", 403),
        ("/csrf/any", "a.example", "http://a.example.evil.example", 403),
        ("/csrf/any", "a.example", "http://a.example@evil.example", 403),
        ("/csrf/any", "[::1]:8550", "http://[::1]:8550", 200),
        ("/csrf/any", "[::1]", "http://[::1]:80", 200),
        ("/csrf/any", "[::1]:80", "http://[::2]", 403),
        ("/csrf/any", "[2001:DB8::1]", "http://[2001:db8::1]", 200),
        // The target says which host is meant (RFC 9112, section 3.2.2).
        ("http://b.example/csrf/any", "a.example", "http://b.example", 200),
        ("http://b.example:80/csrf/any", "a.example", "http://b.example", 200),
        ("http://b.example/csrf/any", "a.example", "http://a.example", 403),
    ];
    for (target, host, origin, status) in cases {
        let request = app.post(target).header("host", host).header("origin", origin).header("cookie", &cookie);
        assert_eq!(request.await.status(), status, "{target} {host} {origin}");
    }
}

#[tokio::test]
async fn other_sites_may_be_named() {
    let origins = "https://app.example.org, http://LOCALHOST:5173, HTTPS://known.example:443,https://[::1]:8443";
    let (app, cookie) = known(application().set("session.origins", origins)).await;
    let cases = [
        ("https://app.example.org", 200),
        ("http://localhost:5173", 200),
        ("https://known.example", 200),
        ("https://[::1]:8443", 200),
        ("http://app.example.org", 403),
        ("https://app.example.org:8443", 403),
        ("https://app.example.org.evil.example", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ];
    for (origin, status) in cases {
        let request = app.post("/csrf/any").header("cookie", &cookie).header("origin", origin);
        assert_eq!(request.header("sec-fetch-site", "cross-site").await.status(), status, "{origin}");
    }
}

//! What browsers are told not to do with a response.

use framework::{http::Method, prelude::*};
use tower::service_fn;

use crate::socket::{Both, Folder, Sent};

#[get_mapping]
fn text() -> &'static str {
    "text"
}

#[get_mapping]
fn page() -> HtmlResponse {
    HtmlResponse::new("<p>page</p>")
}

#[get_mapping]
async fn later() -> HtmlResponse {
    tokio::task::yield_now().await;
    HtmlResponse::new("<p>later</p>")
}

#[get_mapping]
fn own() -> HtmlResponse {
    HtmlResponse::new("<p>own</p>")
        .header("x-frame-options", "SAMEORIGIN")
        .header("content-security-policy", "default-src 'self'")
        .header("referrer-policy", "no-referrer")
}

#[get_mapping]
fn panicking() -> &'static str {
    panic!("in a handler")
}

#[get_mapping]
fn unchanged() -> HttpStatus {
    HttpStatus::NOT_MODIFIED
}

fn app(folder: &Folder) -> App {
    App::new().module(module_path!()).assets("/assets", folder.text(""))
}

const NAMES: [&str; 5] = [
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "content-security-policy",
    "strict-transport-security",
];

/// The values of these fields.
type Told<'s> = [Option<&'s str>; 5];

const TEXT: Told<'_> = [Some("nosniff"), Some("strict-origin-when-cross-origin"), None, None, None];
const PAGE: Told<'_> = [TEXT[0], TEXT[1], Some("DENY"), Some("frame-ancestors 'none'"), None];

fn told(sent: &Sent) -> Told<'_> {
    for name in NAMES {
        let times = sent.fields.iter().filter(|(own, _)| own == name).count();
        assert!(times <= 1, "{name} is there {times} times");
    }
    NAMES.map(|name| sent.field(name))
}

#[tokio::test]
async fn every_response_says_what_browsers_must_not_do() {
    let folder = Folder::new();
    folder.write("a.txt", "a").write("a.html", "<p>a</p>");
    let both = Both::of(|| app(&folder)).await;
    let html: &[(&str, &str)] = &[("accept", "text/html")];
    let own = [TEXT[0], Some("no-referrer"), Some("SAMEORIGIN"), Some("default-src 'self'"), None];
    type Case<'c> = (&'c str, &'c str, &'c [(&'c str, &'c str)], u16, Told<'c>);
    let cases: [Case<'_>; 16] = [
        ("GET", "/text", &[], 200, TEXT),
        ("HEAD", "/text", &[], 200, TEXT),
        ("OPTIONS", "/text", &[], 204, TEXT),
        ("GET", "/page", &[], 200, PAGE),
        ("HEAD", "/page", &[], 200, PAGE),
        ("GET", "/later", &[], 200, PAGE),
        ("GET", "/own", &[], 200, own),
        ("GET", "/unchanged", &[], 304, TEXT),
        ("GET", "/panicking", &[], 500, TEXT),
        ("GET", "/panicking", html, 500, PAGE),
        ("GET", "/nowhere", &[], 404, TEXT),
        ("GET", "/nowhere", html, 404, PAGE),
        ("POST", "/text", &[], 405, TEXT),
        ("GET", "/%zz", &[], 400, TEXT),
        ("GET", "/assets/a.txt", &[], 200, TEXT),
        ("GET", "/assets/a.html", &[], 200, PAGE),
    ];
    for (method, target, fields, status, expected) in cases {
        let sent = both.ask(method, target, fields).await;
        assert_eq!((sent.status, told(&sent)), (status, expected), "{method} {target} {fields:?}");
    }
    let tag = both.get("/assets/a.html").await.field("etag").expect("a tag").to_owned();
    let sent = both.ask("GET", "/assets/a.html", &[("if-none-match", &tag)]).await;
    assert_eq!((sent.status, told(&sent)), (304, TEXT));
}

#[tokio::test]
async fn what_is_no_route_of_ours_says_it_too() {
    let html = || async {
        http::Response::builder()
            .header("content-type", "text/html")
            .body(Body::from("<p>"))
            .map_err(framework::BoxError::from)
    };
    let app = App::new()
        .module(module_path!())
        .mount("/mounted", service_fn(move |_: http::Request<Body>| html()))
        .fallback(service_fn(move |_: http::Request<Body>| html()))
        .layer(tower::util::MapResponseLayer::new(|response: Response| response))
        .test();
    for target in ["/mounted/x", "/nowhere", "/page"] {
        let answer = app.get(target).await;
        assert_eq!(NAMES.map(|name| answer.header(name)), PAGE, "{target}");
    }
    // Refused before anything else is looked at.
    let answer = app.request(Method::GET, "/text").header("host", "b c").await;
    answer.assert_status(400);
    assert_eq!(NAMES.map(|name| answer.header(name)), TEXT);
}

#[tokio::test]
async fn on_tls_they_ask_for_tls_from_then_on() {
    let app = App::new().module(module_path!()).set("http.trusted_proxies", "127.0.0.1").test();
    let tls = Some("max-age=31536000");
    for (target, scheme, expected) in [("/text", "https", tls), ("/own", "https", tls), ("/text", "http", None)] {
        let answer = app.get(target).header("x-forwarded-proto", scheme).await;
        assert_eq!(answer.header("strict-transport-security"), expected, "{target} {scheme}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn one_switch_turns_them_off() {
    let app = App::new().module(module_path!()).set("http.security_headers", "off").test();
    for target in ["/text", "/page", "/nowhere"] {
        let answer = app.get(target).await;
        assert_eq!(NAMES.map(|name| answer.header(name)), [None; 5], "{target}");
    }
}

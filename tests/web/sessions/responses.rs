//! `.session(key, value)` on whatever is answered, and what else an answer with a session says.

use std::collections::BTreeMap;

use framework::{
    Created, IntoResponse, Status, TestApp,
    http::{self, Method, Request},
    prelude::*,
};
use tower::{service_fn, util::MapResponseLayer};

use super::{Recording, Visitor, visitor::set_cookie};

fn application() -> (App, Recording) {
    let store = Recording::default();
    (App::new().module(module_path!()).session_store(store.clone()), store)
}

fn app() -> (TestApp, Recording) {
    let (app, store) = application();
    (app.test(), store)
}

#[get_mapping("/responses/<kind>")]
fn any(kind: &str) -> Result<Response, Invalid> {
    let response: Response = match kind {
        "text" => PlainTextResponse::new("x").session("n", 1).into(),
        "html" => HtmlResponse::new("x").session("n", 1).into(),
        "json" => JsonResponse::raw("1").session("n", 1).into(),
        "bytes" => BytesResponse::new("x").session("n", 1).into(),
        "redirect" => RedirectResponse::local("/x").see_other().session("n", 1).into(),
        "status" => StatusResponse::new(404, "x").session("n", 1).into(),
        "converted" => JsonResponse::from(PlainTextResponse::new("x").session("n", 1)).into(),
        "content" => PlainTextResponse::new("x").session("n", 1).content("y").status(201).close().into(),
        "twice" => PlainTextResponse::new("x").session("n", 0).session("m", 2).session("n", 1).into(),
        "mapped" => Response::from(PlainTextResponse::new("x").session("n", 1)).map(|body| body),
        _ => return Err(PlainTextResponse::new("x").status(410).session("n", 1).into()),
    };
    Ok(response)
}

#[tokio::test]
async fn whatever_is_answered_sets_it() {
    let (app, store) = app();
    for (kind, status) in [
        ("text", 200),
        ("html", 200),
        ("json", 200),
        ("bytes", 200),
        ("redirect", 303),
        ("status", 404),
        ("converted", 200),
        ("content", 201),
        ("twice", 200),
        ("mapped", 200),
        ("error", 410),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let mut visitor = Visitor::new(&app);
            let answer = visitor.send(app.request(method.clone(), &format!("/responses/{kind}"))).await;
            answer.assert_status(status).assert_header("cache-control", "private");
            assert!(set_cookie(&answer).is_some(), "{method} {kind}");
            let begun = if kind == "twice" { "begin m=2 n=1" } else { "begin n=1" };
            assert_eq!(store.take(), [begun], "{method} {kind}");
            visitor.send(app.request(method.clone(), &format!("/responses/{kind}"))).await.assert_status(status);
            let continued = begun.replace("begin", "continue");
            assert_eq!(store.take(), ["load".to_owned(), continued], "{method} {kind}");
        }
    }
}

#[get_mapping("/responses/in/pair")]
fn in_pair() -> (HttpStatus, PlainTextResponse) {
    (HttpStatus::ACCEPTED, PlainTextResponse::new("x").session("n", 1))
}

#[get_mapping("/responses/in/option")]
async fn in_option() -> Option<HtmlResponse> {
    Some(HtmlResponse::new("x").session("n", 1))
}

#[get_mapping("/responses/in/status")]
fn in_status() -> Status<203, JsonResponse> {
    Status(JsonResponse::raw("1").session("n", 1))
}

#[get_mapping("/responses/in/created")]
fn in_created() -> Created<PlainTextResponse> {
    Created::at("/x", PlainTextResponse::new("x").session("n", 1))
}

#[get_mapping("/responses/in/opaque")]
fn in_opaque() -> impl IntoResponse {
    PlainTextResponse::new("x").session("n", 1)
}

#[tokio::test]
async fn what_wraps_a_response_sets_it_too() {
    let (app, store) = app();
    for (kind, status) in [("pair", 202), ("option", 200), ("status", 203), ("created", 201), ("opaque", 200)] {
        let answer = app.get(&format!("/responses/in/{kind}")).await;
        assert!(set_cookie(answer.assert_status(status)).is_some(), "{kind}");
        assert_eq!(store.take(), ["begin n=1"], "{kind}");
    }
}

#[get_mapping("/responses/file/embedded")]
fn embedded() -> FileResponse {
    FileResponse::new(":/resource/defaultWebConfig.json").session("n", 1)
}

#[get_mapping("/responses/file/<name>")]
fn file(name: &str, session: Session) -> FileResponse {
    session.set("m", 2);
    FileResponse::from_path(format!("tests/web/resource/{name}")).session("n", 1)
}

#[tokio::test]
async fn a_file_sets_it_also_where_it_is_known_or_sent_in_part() {
    let (app, store) = app();
    let whole = app.get("/responses/file/report.txt").await;
    let etag = whole.assert_status(200).header("etag").expect("an entity tag").to_owned();
    assert!(set_cookie(&whole).is_some());
    for (field, value, status) in
        [("if-none-match", etag.as_str(), 304), ("range", "bytes=0-0", 206), ("x-nothing", "", 200)]
    {
        store.take();
        let answer = app.get("/responses/file/report.txt").header(field, value).await;
        answer.assert_status(status).assert_header("cache-control", "private");
        assert!(set_cookie(&answer).is_some(), "{field}");
        assert_eq!(store.take(), ["begin m=2 n=1"], "{field}");
    }
    let answer = app.get("/responses/file/report.txt").header("range", "bytes=100000-").await;
    assert!(set_cookie(answer.assert_status(416)).is_some());
    assert_eq!(store.take(), ["begin m=2"], "what is refused is another response");
    app.get("/responses/file/nowhere.txt").await.assert_status(500);
    assert_eq!(store.take(), ["begin m=2"]);
    assert!(set_cookie(app.get("/responses/file/embedded").await.assert_status(200)).is_some());
}

#[get_mapping("/responses/refused/<kind>")]
fn refused(kind: &str, cookies: Cookies) -> PlainTextResponse {
    cookies.set(("plain", "1"));
    match kind {
        "invalid" => PlainTextResponse::from(Invalid::conflict("no")).session("n", 1),
        "elsewhere" => RedirectResponse::local("//evil").session("n", 1).into(),
        "later" => PlainTextResponse::new("x").session("n", 1).status(42),
        _ => PlainTextResponse::new("x").session("n", 1).header("a b", "c"),
    }
}

#[tokio::test]
async fn a_response_that_is_refused_sets_nothing_in_it() {
    let (app, store) = app();
    for (kind, status) in [("invalid", 409), ("elsewhere", 400), ("later", 500), ("header", 500)] {
        let answer = app.get(&format!("/responses/refused/{kind}")).await;
        let cookie = set_cookie(answer.assert_status(status));
        assert_eq!(cookie.as_deref(), Some("plain=1; HttpOnly; SameSite=Lax; Path=/"), "{kind}");
        assert!(store.take().is_empty(), "{kind}");
    }
}

#[get_mapping("/responses/cached/<value>")]
fn cached(_session: Session, value: &str) -> PlainTextResponse {
    PlainTextResponse::new("x").header("cache-control", value)
}

#[get_mapping("/responses/missing")]
fn missing(session: Session) -> Result<(), Invalid> {
    session.set("n", 1);
    Err(Invalid::not_found("nothing of yours"))
}

#[get_mapping("/responses/missing/cached")]
fn missing_and_cached(_session: Session) -> Result<(), Invalid> {
    Err(Invalid::not_found("nothing").header("cache-control", "no-store"))
}

#[tokio::test]
async fn no_shared_cache_keeps_it_unless_the_handler_says_so() {
    let (app, _) = app();
    app.get("/responses/cached/no-store").await.assert_header("cache-control", "no-store");
    app.get("/responses/cached/public").await.assert_header("cache-control", "public");
    // Caches keep a 404 of which nothing else is said (RFC 9110, section 15.1).
    let answer = app.get("/responses/missing").await;
    assert!(set_cookie(answer.assert_status(404).assert_header("cache-control", "private")).is_some());
    let answer = app.get("/responses/missing/cached").await;
    answer.assert_status(404).assert_header("cache-control", "no-store");
    assert_eq!(answer.headers().get_all("cache-control").iter().count(), 1);
}

#[tokio::test]
async fn a_layer_sees_the_cookie() {
    let (app, store) = application();
    let app = app
        .layer(MapResponseLayer::new(|mut response: http::Response<Body>| {
            let cookies = response.headers().get_all("set-cookie").iter().count();
            response.headers_mut().insert("x-cookies", cookies.into());
            response
        }))
        .test();
    for target in ["/responses/text", "/responses/missing", "/responses/file/report.txt"] {
        app.get(target).await.assert_header("x-cookies", "1");
        assert_eq!(store.take().len(), 1, "{target}");
    }
}

#[post_mapping("/responses/declined")]
fn declined(session: Session) -> Result<(), Invalid> {
    session.set("n", 1);
    Err(Invalid::declined())
}

/// The fallback has the request as it came: as if there had been no handler.
#[tokio::test]
async fn what_a_handler_has_set_that_declines_is_not_saved() {
    let (app, store) = application();
    let fallback = service_fn(async |request: Request<Body>| {
        Ok::<_, std::convert::Infallible>(Response::new(Body::from(request.uri().path().to_owned())))
    });
    let answer = app.fallback(fallback).test().post("/responses/declined").await;
    assert_eq!(set_cookie(answer.assert_text("/responses/declined")), None);
    assert!(store.take().is_empty());
}

mod handled {
    use framework::prelude::*;

    #[get_mapping("/responses/handled")]
    fn refused(session: Session) -> Result<(), Invalid> {
        session.set("n", 1);
        Err(Invalid::conflict("no"))
    }

    /// What it sets comes too late; what was set before, it reads.
    #[invalid_handler(409)]
    async fn page(request: &RequestHead) -> Result<PlainTextResponse, Invalid> {
        let session = request.session().await?;
        session.set("late", 1);
        Ok(PlainTextResponse::new(format!("{:?}", session.get::<u8>("kept"))).session("later", 1))
    }

    #[post_mapping("/responses/handled")]
    fn keep(session: Session) {
        session.set("kept", 7);
    }
}

#[tokio::test]
async fn a_page_for_an_error_reads_the_session_and_changes_nothing() {
    let store = Recording::default();
    let app = App::new().module(concat!(module_path!(), "::handled")).session_store(store.clone()).test();
    let mut visitor = Visitor::new(&app);
    visitor.post("/responses/handled").await.assert_status(200);
    store.take();
    let answer = visitor.get("/responses/handled").await;
    answer.assert_status(409).assert_text("Some(7)").assert_header("cache-control", "private");
    assert_eq!(store.take(), ["load", "continue n=1"]);
    let answer = app.get("/responses/handled").await;
    assert!(set_cookie(answer.assert_status(409).assert_text("None")).is_some());
    assert_eq!(store.take(), ["begin n=1"]);
}

#[get_mapping("/responses/keys")]
fn keys(session: Session) -> BTreeMap<String, u8> {
    ["n", "m"].into_iter().filter_map(|key| Some((key.to_owned(), session.get(key)?))).collect()
}

#[tokio::test]
async fn what_a_response_has_set_is_there_at_the_next_request() {
    let (app, _) = app();
    let mut visitor = Visitor::new(&app);
    visitor.get("/responses/twice").await;
    visitor.get("/responses/keys").await.assert_text(r#"{"m":2,"n":1}"#);
}

//! What becomes of a session when something fails: the store, a value, the handler.

use framework::{
    TestApp,
    prelude::*,
    serde::{Serialize, Serializer, ser::Error},
    serde_json::Value,
};

use super::{
    Recording, Visitor,
    recording::{PRIVATE, Trouble},
    visitor::set_cookie,
};

fn application(store: &Recording) -> App {
    App::new().module(module_path!()).session_store(store.clone())
}

fn app() -> (TestApp, Recording) {
    let store = Recording::default();
    (application(&store).test(), store)
}

/// A visitor with a session in which `a` is 1.
async fn visitor(app: &TestApp, store: &Recording) -> Visitor {
    let mut visitor = Visitor::new(app);
    visitor.post("/failures/set").await.assert_status(200);
    store.take();
    visitor
}

#[post_mapping("/failures/set")]
fn set(session: Session) {
    session.set("a", 1);
}

#[post_mapping("/failures/set/later")]
async fn set_later(session: Session) {
    session.set("a", 1);
}

#[post_mapping("/failures/respond")]
fn respond() -> RedirectResponse {
    RedirectResponse::local("/").session("a", 1)
}

#[get_mapping("/failures/value")]
fn value(#[session] a: Option<u8>) -> String {
    format!("{a:?}")
}

struct Asking;

impl Guard for Asking {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        request.session().await.map(|_| Asking)
    }
}

#[post_mapping("/failures/guarded")]
fn guarded(#[guard] _asking: Asking) {}

#[post_mapping("/failures/error")]
fn error(session: Session, cookies: Cookies) -> Result<(), Invalid> {
    session.set("a", 2);
    cookies.set(("plain", "1"));
    Err(Invalid::conflict("no"))
}

#[post_mapping("/failures/error/later")]
async fn error_later(session: Session) -> Result<(), StatusResponse> {
    session.set("a", 2);
    Err(StatusResponse::new(409, "no").session("b", 3))
}

#[post_mapping("/failures/argument/<n>")]
fn argument(#[guard] _setting: Setting, n: u8) -> u8 {
    n
}

struct Setting;

impl Guard for Setting {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        request.session().await?.set("a", 2);
        Ok(Setting)
    }
}

#[post_mapping("/failures/panic/<kind>")]
fn panicking(session: Session, kind: &str) {
    change(&session, kind);
    panic!("in a handler")
}

#[post_mapping("/failures/panic/<kind>/later")]
async fn panicking_later(session: Session, kind: &str) {
    change(&session, kind);
    tokio::task::yield_now().await;
    panic!("in a handler")
}

fn change(session: &Session, kind: &str) {
    match kind {
        "set" => session.set("a", 2),
        "remove" => session.remove("a"),
        "rotate" => session.rotate(),
        "destroy" => session.destroy(),
        "unwritable" => session.set("a", Unwritable),
        _ => {
            session.rotate();
            session.destroy();
            session.set("b", 2);
        }
    }
}

const CHANGES: [&str; 6] = ["set", "remove", "rotate", "destroy", "unwritable", "all"];

/// What cannot be JSON.
struct Unwritable;

impl Serialize for Unwritable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("s3cret"))
    }
}

struct Explosive;

impl Serialize for Explosive {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("s3cret")
    }
}

#[post_mapping("/failures/unwritable")]
fn unwritable(session: Session) {
    session.set("a", 2);
    session.set("b", Unwritable);
}

#[post_mapping("/failures/unwritable/response")]
fn unwritable_response(session: Session) -> JsonResponse {
    session.set("a", 2);
    JsonResponse::raw("{}").session("b", Unwritable)
}

#[post_mapping("/failures/explosive")]
fn explosive(session: Session) -> JsonResponse {
    session.set("a", 2);
    JsonResponse::raw("{}").session("b", Explosive)
}

#[tokio::test]
async fn a_store_that_fails_is_a_503_and_says_nothing() {
    let (app, store) = app();
    let mut visitor = visitor(&app, &store).await;
    for trouble in [Trouble::Error, Trouble::Panic, Trouble::PanicAtOnce] {
        for operation in ["load", "apply"] {
            store.fails(operation, trouble);
            for target in
                ["/failures/set", "/failures/set/later", "/failures/respond", "/failures/guarded", "/failures/error"]
            {
                let answer = visitor.post(target).await;
                let case = format!("{target}: {operation} {trouble:?}");
                assert_eq!(answer.status(), 503, "{case}");
                assert_eq!(answer.json::<Value>()["detail"], "sessions cannot be reached", "{case}");
                assert!(!answer.text().contains(PRIVATE) && set_cookie(&answer).is_none(), "{case}");
            }
        }
        store.recovers();
        visitor.get("/failures/value").await.assert_status(200).assert_text("Some(1)");
    }
}

#[tokio::test]
async fn a_session_that_could_not_be_saved_is_not_begun() {
    let (app, store) = app();
    store.fails("apply", Trouble::Error);
    for target in ["/failures/set", "/failures/respond"] {
        assert_eq!(set_cookie(app.post(target).await.assert_status(503)), None, "{target}");
    }
    app.get("/failures/value").await.assert_status(200);
}

/// The panic of a store would end the connection otherwise.
#[tokio::test]
async fn over_a_socket_a_store_that_panics_is_answered() {
    for trouble in [Trouble::Panic, Trouble::PanicAtOnce] {
        for operation in ["load", "apply"] {
            let store = Recording::default();
            store.fails(operation, trouble);
            let cookie = "0123456789abcdef0123456789abcdef";
            let request = format!("POST /failures/set HTTP/1.1\r\nhost: x\r\ncookie: session={cookie}\r\n\r\n");
            let answer = crate::exchange(application(&store), &request).await;
            assert!(answer.starts_with("HTTP/1.1 503 "), "{operation} {trouble:?}: {answer}");
        }
    }
}

#[tokio::test]
async fn what_an_error_has_changed_is_saved() {
    let (app, store) = app();
    let answer = app.post("/failures/error").await;
    assert_eq!(answer.assert_status(409).headers().get_all("set-cookie").iter().count(), 2);
    assert_eq!(store.take(), ["begin a=2"]);
    let mut visitor = visitor(&app, &store).await;
    for (target, status, journal) in [
        ("/failures/error/later", 409, "continue a=2 b=3"),
        ("/failures/argument/x", 400, "continue a=2"),
        ("/failures/argument/1", 200, "continue a=2"),
    ] {
        visitor.post(target).await.assert_status(status);
        assert_eq!(store.take(), ["load", journal], "{target}");
    }
}

#[tokio::test]
async fn what_a_handler_that_panics_has_changed_is_not_saved() {
    let (app, store) = app();
    for later in ["", "/later"] {
        for kind in CHANGES {
            let target = format!("/failures/panic/{kind}{later}");
            let answer = app.post(&target).await;
            assert_eq!(set_cookie(answer.assert_status(500)), None, "{target}");
            assert!(store.take().is_empty(), "{target}");

            let mut visitor = visitor(&app, &store).await;
            let answer = visitor.post(&target).await;
            assert_eq!(set_cookie(answer.assert_status(500)), None, "{target}");
            assert_eq!(store.take(), ["load", "continue"], "{target}");
            visitor.get("/failures/value").await.assert_text("Some(1)");
            store.take();
        }
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_written_is_a_500_and_nothing_is_saved() {
    let (app, store) = app();
    for target in ["/failures/unwritable", "/failures/explosive"] {
        let mut visitor = visitor(&app, &store).await;
        let answer = visitor.post(target).await;
        assert!(!answer.assert_status(500).text().contains("s3cret"), "{}", answer.text());
        assert_eq!(set_cookie(&answer), None, "{target}");
        visitor.get("/failures/value").await.assert_text("Some(1)");
    }
    let mut visitor = visitor(&app, &store).await;
    let answer = visitor.post("/failures/unwritable/response").await;
    assert!(!answer.assert_status(500).text().contains("s3cret"), "{}", answer.text());
    // The handler's own changes are those of any error.
    visitor.get("/failures/value").await.assert_text("Some(2)");
}

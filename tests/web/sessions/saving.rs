//! When a session is loaded, when it is saved, and what is saved of it.

use framework::{
    TestApp,
    http::Method,
    prelude::*,
    stream::{self, Stream},
};

use super::{Recording, Visitor, visitor::set_cookie};

fn app() -> (TestApp, Recording) {
    let store = Recording::default();
    (App::new().module(module_path!()).session_store(store.clone()).provide(store.clone()).test(), store)
}

#[get_mapping("/saving/nothing")]
fn nothing(cookies: Cookies, head: &RequestHead) -> String {
    format!("{} {}", cookies.iter().count(), head.path())
}

#[post_mapping("/saving/nothing")]
async fn nothing_later(request: Request) -> String {
    request.path().to_owned()
}

#[get_mapping("/saving/read")]
fn read(#[session] a: Option<u8>) -> String {
    format!("{a:?}")
}

#[get_mapping("/saving/read/later")]
async fn read_later(session: Session) -> String {
    tokio::task::yield_now().await;
    format!("{:?}", session.get::<u8>("a"))
}

#[post_mapping("/saving/set")]
fn set(session: Session) {
    session.set("a", 1);
    session.set("b", 2);
    session.set("a", 3);
    session.remove("c");
}

#[post_mapping("/saving/set/later")]
async fn set_later(session: Session) {
    session.set("a", 4);
    tokio::task::yield_now().await;
    session.remove("b");
}

#[post_mapping("/saving/undone")]
fn undone(session: Session) {
    session.set("a", 1);
    session.remove("a");
}

struct Counted;

impl Guard for Counted {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let session = request.session().await?;
        session.set("guarded", session.get("guarded").unwrap_or(0) + 1);
        if request.header("x-refuse").is_some() { Err(Invalid::unauthorized("no")) } else { Ok(Counted) }
    }
}

#[post_mapping("/saving/everybody")]
async fn everybody(
    #[guard] _first: Counted,
    #[guard] _second: Counted,
    head: &RequestHead,
    session: Session,
    #[session] a: Option<u8>,
) -> Result<PlainTextResponse, Invalid> {
    session.set("handler", 1);
    head.session().await?.set("head", 1);
    Ok(PlainTextResponse::new(format!("{a:?}")).session("response", 1).session("handler", 2))
}

#[post_mapping("/saving/request")]
async fn by_value(request: Request) -> Result<PlainTextResponse, Invalid> {
    request.session().await?.set("request", 1);
    Ok(PlainTextResponse::new("x").session("response", 1))
}

#[get_mapping("/saving/stream")]
fn streamed(session: Session, State(store): State<Recording>) -> ByteStream {
    session.set("a", 1);
    ByteStream::new(late(store, session))
}

/// What is set when the body is on its way comes too late.
fn late(store: Recording, session: Session) -> impl Stream<Item = &'static str> {
    stream::unfold(0, move |sent| {
        let (store, session) = (store.clone(), session.clone());
        async move {
            store.note("body");
            session.set("late", 1);
            (sent == 0).then_some(("x", 1))
        }
    })
}

#[tokio::test]
async fn who_does_not_ask_gets_no_cookie_no_field_and_no_store() {
    let (app, store) = app();
    let mut known = Visitor::new(&app);
    known.post("/saving/set").await.assert_status(200);
    store.take();
    for method in [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS, Method::DELETE] {
        for target in ["/saving/nothing", "/saving/nowhere"] {
            let request = app.request(method.clone(), target).header("sec-fetch-site", "cross-site");
            let answer = known.send(request).await;
            assert_eq!(set_cookie(&answer), None, "{method} {target}");
            assert_eq!(answer.header("cache-control"), None, "{method} {target}");
            assert_ne!(answer.status(), 403, "{method} {target}");
        }
    }
    assert!(store.take().is_empty());
}

#[tokio::test]
async fn a_session_is_loaded_only_where_a_cookie_names_it() {
    let (app, store) = app();
    let mut nobody = Visitor::new(&app);
    for target in ["/saving/read", "/saving/read/later"] {
        let answer = nobody.get(target).await;
        answer.assert_text("None").assert_header("cache-control", "private");
        assert_eq!(set_cookie(&answer), None);
    }
    let answer = nobody.post("/saving/undone").await;
    assert_eq!(set_cookie(answer.assert_status(200)), None, "there is nothing to remember");
    assert!(store.take().is_empty());
}

#[tokio::test]
async fn only_what_has_changed_is_saved_key_by_key() {
    let (app, store) = app();
    let mut visitor = Visitor::new(&app);
    let cases = [
        ("/saving/set", &["begin a=3 b=2 -c"][..]),
        ("/saving/set/later", &["load", "continue a=4 -b"]),
        ("/saving/undone", &["load", "continue -a"]),
        ("/saving/set", &["load", "continue a=3 b=2 -c"]),
    ];
    for (target, journal) in cases {
        visitor.post(target).await.assert_status(200);
        assert_eq!(store.take(), journal, "{target}");
    }
    visitor.get("/saving/read").await.assert_text("Some(3)");
    assert_eq!(store.take(), ["load", "continue"], "that it is used keeps it alive");
}

#[tokio::test]
async fn however_many_ask_it_is_loaded_and_saved_once() {
    let (app, store) = app();
    let mut visitor = Visitor::new(&app);
    visitor.post("/saving/set").await.assert_status(200);
    store.take();
    visitor.post("/saving/everybody").await.assert_status(200).assert_text("Some(3)");
    assert_eq!(store.take(), ["load", "continue guarded=2 handler=2 head=1 response=1"]);
    visitor.post("/saving/request").await.assert_status(200);
    assert_eq!(store.take(), ["load", "continue request=1 response=1"]);
    let refused = visitor.send(app.post("/saving/everybody").header("x-refuse", "1")).await;
    refused.assert_status(401);
    assert_eq!(store.take(), ["load", "continue guarded=3"]);
}

#[tokio::test]
async fn it_is_saved_before_the_head_is_sent_and_nothing_afterwards() {
    let (app, store) = app();
    let mut visitor = Visitor::new(&app);
    let answer = visitor.get("/saving/stream").await;
    answer.assert_status(200).assert_text("x");
    assert!(set_cookie(&answer).is_some());
    assert_eq!(store.take(), ["begin a=1", "body", "body"]);
}

#[tokio::test]
async fn nothing_is_answered_while_it_is_being_saved() {
    let (app, store) = app();
    store.hold();
    let answer = tokio::spawn(app.post("/saving/set").into_future());
    while store.take().is_empty() {
        tokio::task::yield_now().await;
    }
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert!(!answer.is_finished());
    store.go_on();
    answer.await.expect("no panic").assert_status(200);
}

#[tokio::test]
async fn over_a_socket_the_cookie_is_in_the_head() {
    let application = App::new().module(module_path!()).provide(Recording::default());
    let response = crate::exchange(application, "POST /saving/set HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let (_, cookie) = response.split_once("\r\nset-cookie: session=").expect("a cookie");
    assert_eq!(cookie.lines().next().map(|line| &line[32..]), Some("; HttpOnly; SameSite=Lax; Path=/"));
    assert!(response.contains("\r\ncache-control: private\r\n"), "{response}");
}

/// It would be no argument of an asynchronous handler otherwise.
#[test]
fn a_session_can_be_shared_among_threads() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Session>();
}

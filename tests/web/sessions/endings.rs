//! Another id for a session, and its end.

use framework::{TestApp, prelude::*, serde_json::Value};

use super::{Recording, Visitor, visitor::set_cookie};

fn app() -> (TestApp, Recording) {
    let store = Recording::default();
    (App::new().module(module_path!()).session_store(store.clone()).test(), store)
}

#[get_mapping("/endings/value")]
fn value(session: Session) -> String {
    format!("{:?} {:?}", session.get::<u8>("a"), session.get::<u8>("b"))
}

#[get_mapping("/endings/id")]
fn id(session: Session) -> Option<String> {
    session.id().map(|id| id.as_str().to_owned())
}

#[post_mapping("/endings/set")]
fn set(session: Session) {
    session.set("a", 1);
}

#[post_mapping("/endings/rotate")]
fn rotate(session: Session) {
    session.rotate();
}

#[post_mapping("/endings/login")]
fn login(session: Session) {
    session.rotate();
    session.set("b", 2);
    session.remove("c");
}

#[post_mapping("/endings/login/twice")]
async fn login_twice(session: Session) {
    session.set("b", 2);
    session.rotate();
    tokio::task::yield_now().await;
    session.rotate();
}

#[post_mapping("/endings/logout")]
fn logout(session: Session) -> Option<u8> {
    session.set("b", 2);
    session.destroy();
    session.remove("a");
    session.destroy();
    session.get("a").or(session.get("b"))
}

#[post_mapping("/endings/again")]
async fn again(session: Session) -> Value {
    session.rotate();
    session.destroy();
    session.set("b", 3);
    [session.get::<u8>("a"), session.get("b")].into_iter().collect()
}

#[post_mapping("/endings/respond")]
fn respond(session: Session) -> PlainTextResponse {
    session.destroy();
    PlainTextResponse::new("").session("b", 4)
}

#[tokio::test]
async fn a_rotated_session_has_its_values_under_another_id_and_the_old_one_is_dead() {
    for (target, journal, left) in [
        ("/endings/rotate", "rotate", "Some(1) None"),
        ("/endings/login", "rotate b=2 -c", "Some(1) Some(2)"),
        ("/endings/login/twice", "rotate b=2", "Some(1) Some(2)"),
    ] {
        let (app, store) = app();
        let mut visitor = Visitor::new(&app);
        visitor.post("/endings/set").await;
        let mut thief = visitor.clone();
        store.take();
        let answer = visitor.post(target).await;
        assert_eq!(store.take(), ["load", journal], "{target}");
        let cookie = set_cookie(answer.assert_status(200)).expect("a cookie");
        assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/"), "{cookie}");
        assert_ne!(visitor.cookie(), thief.cookie(), "{target}");
        visitor.get("/endings/value").await.assert_text(left);
        thief.get("/endings/value").await.assert_text("None None");
        thief.get("/endings/id").await.assert_status(404);
    }
}

#[tokio::test]
async fn where_there_is_no_session_there_is_nothing_to_rotate_or_to_end() {
    for target in ["/endings/rotate", "/endings/logout"] {
        let (app, store) = app();
        let answer = app.post(target).await;
        assert_eq!(set_cookie(&answer), None, "{target}");
        assert!(store.take().is_empty(), "{target}");
    }
    let (app, store) = app();
    let mut visitor = Visitor::new(&app);
    visitor.post("/endings/login/twice").await.assert_status(200);
    assert_eq!(store.take(), ["begin b=2"]);
    visitor.get("/endings/value").await.assert_text("None Some(2)");
}

#[tokio::test]
async fn an_ended_session_is_gone_and_the_browser_is_told_to_forget_it() {
    let (app, store) = app();
    let mut visitor = Visitor::new(&app);
    visitor.post("/endings/set").await;
    let mut thief = visitor.clone();
    store.take();
    let answer = visitor.post("/endings/logout").await;
    assert_eq!(store.take(), ["load", "end"]);
    let gone = "session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    assert_eq!(set_cookie(answer.assert_status(404)).as_deref(), Some(gone));
    assert_eq!(visitor.cookie(), None);
    thief.get("/endings/value").await.assert_text("None None");
}

#[tokio::test]
async fn what_is_set_after_the_end_begins_another() {
    for (target, begin, left) in
        [("/endings/again", "begin b=3", "None Some(3)"), ("/endings/respond", "begin b=4", "None Some(4)")]
    {
        let (app, store) = app();
        let mut visitor = Visitor::new(&app);
        visitor.post("/endings/set").await;
        let mut thief = visitor.clone();
        store.take();
        let answer = visitor.post(target).await;
        assert!(set_cookie(answer.assert_status(200)).is_some_and(|cookie| !cookie.contains("Max-Age")), "{target}");
        assert_eq!(store.take(), ["load", "end", begin], "{target}");
        assert_ne!(visitor.cookie(), thief.cookie());
        visitor.get("/endings/value").await.assert_text(left);
        thief.get("/endings/value").await.assert_text("None None");
    }
    let (app, _) = app();
    let mut visitor = Visitor::new(&app);
    visitor.post("/endings/set").await;
    visitor.post("/endings/again").await.assert_text("[null,3]");
}

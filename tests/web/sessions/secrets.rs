//! What is secret is in no text that a program writes by the way.

use std::collections::BTreeMap;

use framework::{
    MemoryStore, SessionChange, SessionChanges, SessionRecord, TestApp,
    http::{self, HeaderValue},
    prelude::*,
    serde_json::json,
};
use tower::util::MapResponseLayer;

use super::Visitor;

fn application() -> App {
    App::new().module(module_path!())
}

#[post_mapping("/secrets/set")]
fn set(session: Session) {
    session.set("password", "s3cret");
}

#[get_mapping("/secrets/debug")]
fn debug(session: Session) -> String {
    session.set("password", "s3cret2");
    let id = session.id().expect("it is begun");
    let shown = format!("{session:?} {id:?}");
    shown.replace(id.as_str(), "LEAKED")
}

async fn visitor(app: &TestApp) -> Visitor {
    let mut visitor = Visitor::new(app);
    visitor.post("/secrets/set").await.assert_status(200);
    visitor
}

#[tokio::test]
async fn debug_shows_neither_ids_nor_values() {
    let shown = visitor(&application().test()).await.get("/secrets/debug").await;
    let text = shown.assert_status(200).text();
    assert!(text.contains("SessionId(…)") && !text.contains("LEAKED") && !text.contains("s3cret"), "{text}");

    let values = BTreeMap::from([("password".to_owned(), json!("s3cret"))]);
    let record = SessionRecord { values: values.clone(), ..SessionRecord::default() };
    let values = values.into_iter().map(|(key, value)| (key, Some(value)));
    let values = values.chain([("gone".to_owned(), None)]).collect();
    let changes = SessionChanges { change: SessionChange::Begin, values, expires_in: std::time::Duration::MAX };
    let text = format!("{record:?} {changes:?} {:?}", MemoryStore::of(7));
    assert!(text.contains("password") && text.contains("Begin"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
}

/// A layer that logs header fields shows those that are not marked.
#[tokio::test]
async fn the_cookie_is_marked_so_that_no_layer_logs_it() {
    let app = application()
        .layer(MapResponseLayer::new(|mut response: http::Response<Body>| {
            let shown = format!("{:?}", response.headers().get("set-cookie"));
            response.headers_mut().insert("x-shown", HeaderValue::from_str(&shown).expect("ASCII"));
            response
        }))
        .test();
    app.post("/secrets/set").await.assert_header("x-shown", "Some(Sensitive)");
}

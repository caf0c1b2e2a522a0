//! Requests of one visitor at the same time.

use std::{collections::BTreeMap, sync::Arc};

use framework::{
    TestApp, TestResponse,
    prelude::*,
    tokio::{sync::Barrier, task::JoinHandle},
};

use super::{Recording, Visitor, visitor::set_cookie};

/// Handlers wait for each other, or for the test, when they have loaded the session and not yet saved it.
struct Meeting {
    app: TestApp,
    store: Recording,
    barrier: Arc<Barrier>,
    visitor: Visitor,
}

impl Meeting {
    async fn new() -> Self {
        let (store, barrier) = (Recording::default(), Arc::new(Barrier::new(2)));
        let app = App::new().module(module_path!()).session_store(store.clone()).provide(Arc::clone(&barrier)).test();
        let mut visitor = Visitor::new(&app);
        visitor.post("/concurrent/begin").await.assert_status(200);
        store.take();
        Meeting { app, store, barrier, visitor }
    }

    /// A request that waits in its handler.
    async fn begun(&self, target: &'static str) -> JoinHandle<TestResponse> {
        let mut visitor = self.visitor.clone();
        let request = tokio::spawn(async move { visitor.post(target).await });
        while self.store.take() != ["load"] {
            tokio::task::yield_now().await;
        }
        request
    }
}

#[post_mapping("/concurrent/begin")]
fn begin(session: Session) {
    session.set("old", 0);
}

#[get_mapping("/concurrent/all")]
fn all(session: Session) -> BTreeMap<String, u8> {
    let keys = ["old", "a", "b", "same"].into_iter();
    keys.filter_map(|key| Some((key.to_owned(), session.get(key)?))).collect()
}

#[post_mapping("/concurrent/set/<key>/<value>")]
async fn set(session: Session, State(barrier): State<Arc<Barrier>>, key: &str, value: u8) {
    barrier.wait().await;
    session.set(key, value);
}

#[post_mapping("/concurrent/remove/<key>")]
async fn remove(session: Session, State(barrier): State<Arc<Barrier>>, key: &str) {
    barrier.wait().await;
    session.remove(key);
}

#[post_mapping("/concurrent/respond/<key>")]
async fn respond(State(barrier): State<Arc<Barrier>>, key: &str) -> PlainTextResponse {
    barrier.wait().await;
    PlainTextResponse::new("").session(key, 9)
}

#[post_mapping("/concurrent/rotate/<key>")]
async fn rotate(session: Session, State(barrier): State<Arc<Barrier>>, key: &str) {
    barrier.wait().await;
    session.rotate();
    session.set(key, 8);
}

#[post_mapping("/concurrent/quick/rotate")]
fn quick_rotate(session: Session) {
    session.rotate();
}

#[post_mapping("/concurrent/quick/destroy")]
fn quick_destroy(session: Session) {
    session.destroy();
}

#[tokio::test]
async fn no_write_of_another_key_is_lost() {
    let cases = [
        ("/concurrent/set/a/1", "/concurrent/set/b/2", r#"{"a":1,"b":2,"old":0}"#),
        ("/concurrent/set/a/1", "/concurrent/remove/old", r#"{"a":1}"#),
        ("/concurrent/set/a/1", "/concurrent/respond/b", r#"{"a":1,"b":9,"old":0}"#),
        ("/concurrent/set/same/5", "/concurrent/set/same/5", r#"{"old":0,"same":5}"#),
    ];
    for (first, second, all) in cases {
        let Meeting { mut visitor, .. } = Meeting::new().await;
        let (mut one, mut two) = (visitor.clone(), visitor.clone());
        let (one, two) = tokio::join!(one.post(first), two.post(second));
        assert_eq!((one.status().code(), two.status().code()), (200, 200), "{first} {second}");
        visitor.get("/concurrent/all").await.assert_text(all);
    }
}

#[tokio::test]
async fn a_request_with_the_old_id_brings_it_back_neither_after_a_rotation_nor_after_the_end() {
    let cases = [("/concurrent/quick/rotate", r#"{"old":0}"#), ("/concurrent/quick/destroy", "{}")];
    for (target, left) in cases {
        for slow in ["/concurrent/set/a/1", "/concurrent/rotate/a"] {
            let meeting = Meeting::new().await;
            let (mut quick, mut old) = (meeting.visitor.clone(), meeting.visitor.clone());
            let slow = meeting.begun(slow).await;
            quick.post(target).await.assert_status(200);
            meeting.barrier.wait().await;
            let answer = slow.await.expect("no panic");
            assert_eq!(set_cookie(answer.assert_status(200)), None, "{target}");
            old.get("/concurrent/all").await.assert_text("{}");
            quick.get("/concurrent/all").await.assert_text(left);
        }
    }
}

/// A form that is sent twice, for instance.
#[tokio::test]
async fn of_two_rotations_one_is_told_to_the_browser() {
    let Meeting { app, visitor, .. } = Meeting::new().await;
    let (mut one, mut two) = (visitor.clone(), visitor.clone());
    let (first, second) = tokio::join!(one.post("/concurrent/rotate/a"), two.post("/concurrent/rotate/b"));
    let cookies: Vec<_> = [&first, &second].into_iter().filter_map(set_cookie).collect();
    let [cookie] = cookies.as_slice() else { panic!("{cookies:?}") };
    let cookie = cookie.split(';').next().unwrap_or_default();
    let all = Visitor::with(&app, cookie).get("/concurrent/all").await;
    assert!([r#"{"a":8,"old":0}"#, r#"{"b":8,"old":0}"#].contains(&all.text()), "{}", all.text());
}

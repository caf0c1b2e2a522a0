//! How long a session lives; the clock is turned by hand.

use std::time::Duration;

use framework::{TestApp, prelude::*, tokio::time::advance};

use super::Visitor;

fn app(settings: &[(&str, &str)]) -> TestApp {
    let app = App::new().module(module_path!());
    settings.iter().fold(app, |app, (key, value)| app.set(key, *value)).test()
}

#[post_mapping("/lifetime/set")]
fn set(session: Session) {
    session.set("a", 1);
}

#[get_mapping("/lifetime/get")]
fn get(#[session] a: Option<u8>) -> bool {
    a.is_some()
}

#[post_mapping("/lifetime/rotate")]
fn rotate(session: Session) {
    session.rotate();
}

#[post_mapping("/lifetime/again")]
fn again(session: Session) {
    session.destroy();
    session.set("a", 1);
}

#[get_mapping("/lifetime/elsewhere")]
fn elsewhere() {}

async fn visitor(app: &TestApp) -> Visitor {
    let mut visitor = Visitor::new(app);
    visitor.post("/lifetime/set").await.assert_status(200);
    visitor
}

async fn is_alive(visitor: &mut Visitor) -> bool {
    visitor.get("/lifetime/get").await.text() == "true"
}

const SECOND: Duration = Duration::from_secs(1);
const MILLISECOND: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn it_ends_at_once_when_it_was_not_asked_for_as_long_as_the_setting_says() {
    let app = app(&[("session.idle", "10s")]);
    let (mut used, mut unused) = (visitor(&app).await, visitor(&app).await);
    for _ in 0..5 {
        advance(SECOND * 10 - MILLISECOND).await;
        assert!(is_alive(&mut used).await);
    }
    assert!(!is_alive(&mut unused).await);
    advance(SECOND * 10).await;
    assert!(!is_alive(&mut used).await);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_does_not_ask_for_it_does_not_keep_it_alive() {
    let app = app(&[("session.idle", "10s")]);
    let mut visitor = visitor(&app).await;
    advance(SECOND * 9).await;
    visitor.get("/lifetime/elsewhere").await.assert_status(200);
    advance(SECOND).await;
    assert!(!is_alive(&mut visitor).await);
}

#[tokio::test(start_paused = true)]
async fn it_ends_at_last_however_much_it_is_used_and_another_id_makes_it_no_younger() {
    for target in ["/lifetime/get", "/lifetime/set", "/lifetime/rotate"] {
        let app = app(&[("session.idle", "10s"), ("session.absolute", "30s")]);
        let mut visitor = visitor(&app).await;
        for _ in 0..5 {
            advance(SECOND * 5).await;
            let request = if target == "/lifetime/get" { app.get(target) } else { app.post(target) };
            visitor.send(request).await.assert_status(200);
        }
        advance(SECOND * 5 - MILLISECOND).await;
        assert!(is_alive(&mut visitor).await, "{target}");
        advance(MILLISECOND).await;
        assert!(!is_alive(&mut visitor).await, "{target}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_is_begun_after_the_end_is_new() {
    let app = app(&[("session.idle", "10s"), ("session.absolute", "12s")]);
    let mut visitor = visitor(&app).await;
    advance(SECOND * 9).await;
    visitor.post("/lifetime/again").await.assert_status(200);
    advance(SECOND * 9).await;
    assert!(is_alive(&mut visitor).await);
    advance(SECOND * 3).await;
    assert!(!is_alive(&mut visitor).await);
}

#[tokio::test(start_paused = true)]
async fn the_defaults_are_half_an_hour_and_half_a_day() {
    const MINUTE: Duration = Duration::from_secs(60);
    let app = app(&[]);
    let mut idle = visitor(&app).await;
    advance(MINUTE * 30 - MILLISECOND).await;
    assert!(is_alive(&mut idle).await);
    advance(MINUTE * 30).await;
    assert!(!is_alive(&mut idle).await);
    let mut used = visitor(&app).await;
    for _ in 0..12 * 60 / 20 - 1 {
        advance(MINUTE * 20).await;
        assert!(is_alive(&mut used).await);
    }
    advance(MINUTE * 20).await;
    assert!(!is_alive(&mut used).await);
}

#[tokio::test(start_paused = true)]
async fn none_is_no_limit() {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);
    let endless = app(&[("session.idle", "none"), ("session.absolute", "none")]);
    let (mut endless, idle) = (visitor(&endless).await, app(&[("session.idle", "none"), ("session.absolute", "10s")]));
    let mut idle = visitor(&idle).await;
    advance(SECOND * 10 - MILLISECOND).await;
    assert!(is_alive(&mut idle).await);
    advance(MILLISECOND).await;
    assert!(!is_alive(&mut idle).await);
    advance(CENTURY).await;
    assert!(is_alive(&mut endless).await);
}

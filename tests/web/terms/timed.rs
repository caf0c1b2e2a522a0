//! How long an answer may take.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use framework::{
    bytes::Bytes,
    prelude::*,
    stream,
    tokio::time::{Instant, sleep},
};

use super::{application, detail};

static DROPPED: AtomicBool = AtomicBool::new(false);

struct Dropped;

impl Drop for Dropped {
    fn drop(&mut self) {
        DROPPED.store(true, Ordering::SeqCst);
    }
}

#[get_mapping("/timed/<time>", request_timeout = "5s")]
async fn timed(time: u64, cookies: Cookies) -> u64 {
    let _dropped = Dropped;
    cookies.set(("a", "b"));
    sleep(Duration::from_millis(time)).await;
    time
}

#[get_mapping("/timed/open/<time>")]
async fn open(time: u64) -> u64 {
    sleep(Duration::from_millis(time)).await;
    time
}

#[post_mapping("/timed/body", request_timeout = "5s")]
fn with_body(#[body] text: &str) -> usize {
    text.len()
}

struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("it does not want to end");
    }
}

#[get_mapping("/timed/panics", request_timeout = "5s")]
async fn panics() {
    let _panics = Panics;
    std::future::pending().await
}

#[derive(Default)]
struct Timed;

#[controller("/timed/controller", request_timeout = "1s")]
impl Timed {
    #[get_mapping("/as-it-says/<time>")]
    async fn as_it_says(&self, time: u64) -> u64 {
        open(time).await
    }

    #[get_mapping("/any/<time>", request_timeout = "none")]
    async fn any(&self, time: u64) -> u64 {
        open(time).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_take_as_long_as_is_said_and_not_longer() {
    let app = application().set("http.request_timeout", "2s").test();
    let day = 86_400_000;
    let cases = [
        ("/timed", Some(5), "`request_timeout` of the route"),
        ("/timed/open", Some(2), "setting `http.request_timeout`"),
        ("/timed/controller/as-it-says", Some(1), "`request_timeout` of the route"),
        ("/timed/controller/any", None, ""),
    ];
    for (path, seconds, said_by) in cases {
        let Some(seconds) = seconds else {
            app.get(&format!("{path}/{day}")).await.assert_status(200);
            continue;
        };
        let exactly: u128 = seconds * 1000;
        app.get(&format!("{path}/{exactly}")).await.assert_status(200).assert_text(&exactly.to_string());
        let begun = Instant::now();
        let refused = app.get(&format!("{path}/{}", exactly + 1)).await;
        // Its timer has milliseconds.
        assert_eq!(begun.elapsed().as_millis() / 10, exactly / 10, "{path}");
        assert_eq!(detail(refused.assert_status(503)), format!("the answer took longer than {seconds}s ({said_by})"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_whose_time_is_over_is_dropped_and_sets_nothing() {
    let app = application().test();
    app.get("/timed/1").await.assert_status(200).assert_header("set-cookie", "a=b; HttpOnly; SameSite=Lax; Path=/");
    DROPPED.store(false, Ordering::SeqCst);
    let refused = app.get("/timed/6000").await;
    assert_eq!(refused.assert_status(503).header("set-cookie"), None);
    assert!(DROPPED.load(Ordering::SeqCst));
    app.get("/timed/panics").await.assert_status(503);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_no_excuse() {
    let never = stream::unfold((), async |()| {
        std::future::pending::<()>().await;
        Some((Ok::<hyper::body::Frame<Bytes>, std::io::Error>(hyper::body::Frame::data(Bytes::new())), ()))
    });
    let body = Body::new(http_body_util::StreamBody::new(never));
    application().test().post("/timed/body").body(body).await.assert_status(503);
}

#[tokio::test(start_paused = true)]
async fn without_a_setting_there_is_no_limit() {
    application().test().get("/timed/open/86400000").await.assert_status(200);
}

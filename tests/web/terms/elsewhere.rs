//! Handlers that may block, on a thread of their own.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use framework::{
    prelude::*,
    tokio::{self, runtime::Builder, sync::Semaphore, time::advance},
};

use super::{application, detail};

struct Visitor(String);

impl Guard for Visitor {
    async fn guard(head: &RequestHead) -> Result<Self, Invalid> {
        tokio::task::yield_now().await;
        let name = head.header("x-name").ok_or_else(|| Invalid::new(HttpStatus::UNAUTHORIZED, "who is it?"))?;
        Ok(Visitor(name.to_owned()))
    }
}

#[derive(Default)]
struct Blocking {
    calls: AtomicU32,
}

#[controller("/elsewhere")]
impl Blocking {
    #[blocking]
    #[post_mapping("/<name>", "/again/<name>")]
    #[put_mapping("/<name>")]
    fn everything(
        &self,
        name: &str,
        q: Option<&str>,
        head: &RequestHead,
        #[guard] visitor: Visitor,
        #[body] text: &str,
        cookies: Cookies,
    ) -> Result<String, Invalid> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        cookies.set(("call", call.to_string()));
        if text == "refuse" {
            return Err(Invalid::conflict("it is so"));
        }
        Ok(format!("{name} {q:?} {} {} {text}", head.method(), visitor.0))
    }

    #[get_mapping("/thread")]
    #[blocking]
    fn thread(&self) -> String {
        format!("{:?}", thread::current().id())
    }

    #[get_mapping("/panics")]
    #[blocking]
    fn panics(&self, cookies: Cookies) -> String {
        cookies.set(("a", "b"));
        panic!("it does");
    }

    #[get_mapping("/number/<number>")]
    #[blocking]
    fn number(&self, number: u8) -> u8 {
        number
    }
}

#[tokio::test]
async fn it_is_called_as_any_other() {
    let app = application().test();
    let send = |text: &'static str| app.post("/elsewhere/again/Ada?q=%C3%A4").header("x-name", "Bob").body(text);
    let answer = send("text").await;
    answer.assert_status(200).assert_text(r#"Ada Some("ä") POST Bob text"#);
    answer.assert_header("set-cookie", "call=0; HttpOnly; SameSite=Lax; Path=/");
    let refused = send("refuse").await;
    refused.assert_status(409).assert_header("set-cookie", "call=1; HttpOnly; SameSite=Lax; Path=/");
    app.put("/elsewhere/Ada").header("x-name", "Bob").await.assert_text("Ada None PUT Bob ");
    app.post("/elsewhere/Ada").body("text").await.assert_status(401);
    let wrong = app.get("/elsewhere/number/256").await;
    assert_eq!(detail(wrong.assert_status(400)), "path parameter `number`: expected an integer (u8), got `256`");
    let panicked = app.get("/elsewhere/panics").await;
    assert_eq!(panicked.assert_status(500).header("set-cookie"), None);
    app.head("/elsewhere/number/7").await.assert_status(200).assert_header("content-length", "1").assert_text("");
    let own = format!("{:?}", thread::current().id());
    assert_ne!(app.get("/elsewhere/thread").await.assert_status(200).text(), own);
}

/// What handlers wait for while the test goes on.
pub(super) struct Held {
    entered: Semaphore,
    leave: Mutex<mpsc::Receiver<()>>,
}

#[get_mapping("/elsewhere/held")]
#[blocking]
fn held(State(held): State<Arc<Held>>) -> &'static str {
    held.entered.add_permits(1);
    let _left = held.leave.lock().expect("no panic").recv();
    "released"
}

#[get_mapping("/elsewhere/limited", request_timeout = "5s")]
#[blocking]
fn limited(State(it): State<Arc<Held>>) -> &'static str {
    held(State(it))
}

#[get_mapping("/elsewhere/beside")]
fn beside() -> &'static str {
    "beside"
}

pub(super) fn holding() -> (Arc<Held>, mpsc::Sender<()>) {
    let (sender, receiver) = mpsc::channel();
    (Arc::new(Held { entered: Semaphore::new(0), leave: Mutex::new(receiver) }), sender)
}

#[tokio::test(flavor = "current_thread")]
async fn the_only_worker_serves_others_while_it_blocks() {
    let (held, leave) = holding();
    let app = application().provide(Arc::clone(&held)).test();
    let waiting = tokio::spawn(app.get("/elsewhere/held").into_future());
    held.entered.acquire().await.expect("never closed").forget();
    app.get("/elsewhere/beside").await.assert_text("beside");
    leave.send(()).expect("it waits");
    waiting.await.expect("an answer").assert_status(200).assert_text("released");
}

#[tokio::test(start_paused = true)]
async fn its_caller_does_not_wait_longer_than_it_may_take() {
    let (held, leave) = holding();
    let app = application().provide(Arc::clone(&held)).test();
    let request = app.get("/elsewhere/limited").header("accept", "text/plain");
    let waiting = tokio::spawn(request.into_future());
    held.entered.acquire().await.expect("never closed").forget();
    advance(Duration::from_secs(6)).await;
    let refused = waiting.await.expect("an answer");
    // What the request prefers is known although the handler still has the request.
    refused.assert_status(503).assert_header("content-type", "text/plain; charset=UTF-8");
    leave.send(()).expect("it still runs");
}

#[test]
fn one_that_nobody_waits_for_any_more_does_not_begin() {
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(1).build().expect("a runtime");
    let (held, leave) = holding();
    runtime.block_on(async {
        let app = application().provide(Arc::clone(&held)).test();
        let first = tokio::spawn(app.get("/elsewhere/held").into_future());
        held.entered.acquire().await.expect("never closed").forget();
        let second = tokio::spawn(app.get("/elsewhere/held").into_future());
        tokio::task::yield_now().await; // it stands in the queue
        second.abort();
        assert!(second.await.expect_err("nobody waits").is_cancelled());
        leave.send(()).expect("the first waits");
        first.await.expect("an answer").assert_text("released");
        app.get("/elsewhere/number/7").await.assert_text("7"); // behind it in the queue
    });
    assert_eq!(held.entered.available_permits(), 0);
}

//! What a route says about how it is run: how large a body may be, how long it may take, on which thread.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use framework::{
    OnDisconnect, Request, Terms, TestApp, TestResponse,
    bytes::Bytes,
    prelude::*,
    serde_json::{Value, json},
    stream,
    tokio::{
        self,
        runtime::Builder,
        sync::Semaphore,
        time::{Instant, advance, sleep},
    },
};

fn application() -> App {
    App::new().module(module_path!()).provide(elsewhere::holding().0)
}

fn detail(response: &TestResponse) -> String {
    response.json::<Value>()["detail"].as_str().unwrap_or_default().to_owned()
}

mod limited {
    use super::*;

    #[post_mapping("/limited/open")]
    fn open(#[body] text: &str) -> usize {
        text.len()
    }

    #[post_mapping("/limited/own", body_limit = 8)]
    fn own(#[body] text: &str) -> usize {
        text.len()
    }

    #[post_mapping("/limited/later", body_limit = "8 B")]
    async fn later(#[body] text: String) -> usize {
        text.len()
    }

    #[post_mapping("/limited/unread", body_limit = 8)]
    async fn unread(request: Request) -> Result<usize, Invalid> {
        Ok(request.into_body().read(u64::MAX).await?.len())
    }

    #[post_mapping("/limited/elsewhere", body_limit = 8)]
    #[blocking]
    fn elsewhere(#[body] text: &str) -> usize {
        text.len()
    }

    #[derive(Default)]
    struct Limited;

    #[controller("/limited/controller", body_limit = 8)]
    impl Limited {
        #[post_mapping("/as-it-says")]
        fn as_it_says(&self, #[body] text: &str) -> usize {
            text.len()
        }

        #[post_mapping("/more", body_limit = 12)]
        fn more(&self, #[body] text: &str) -> usize {
            text.len()
        }

        #[post_mapping("/all", body_limit = "none")]
        fn all(&self, #[body] text: &str) -> usize {
            text.len()
        }
    }

    const OWN: [&str; 5] =
        ["/limited/own", "/limited/later", "/limited/unread", "/limited/elsewhere", "/limited/controller/as-it-says"];

    /// Bytes whose number is not announced.
    fn arriving(length: usize) -> Body {
        Body::new(http_body_util::StreamBody::new(stream::iter(
            std::iter::repeat_n(Bytes::from_static(b"a"), length)
                .map(hyper::body::Frame::data)
                .map(Ok::<_, std::io::Error>),
        )))
    }

    #[tokio::test]
    async fn a_body_may_have_as_many_bytes_as_the_route_says_and_not_one_more() {
        let app = application().set("http.body_limit", 4).test();
        let of_route = |path, bytes| (path, bytes, "`body_limit` of the route");
        let mut cases: Vec<_> = OWN.map(|path| of_route(path, 8)).into();
        cases.push(of_route("/limited/controller/more", 12));
        cases.push(("/limited/open", 4, "setting `http.body_limit`"));
        for (path, most, said_by) in cases {
            let announced = |length: usize| Body::from("a".repeat(length));
            for body in [announced as fn(usize) -> Body, arriving] {
                app.post(path).body(body(most)).await.assert_status(200).assert_text(&most.to_string());
                let refused = app.post(path).body(body(most + 1)).await;
                refused.assert_status(413);
                assert_eq!(detail(&refused), format!("the body is larger than {most} bytes ({said_by})"), "{path}");
            }
        }
        let large = "a".repeat(100_000);
        app.post("/limited/controller/all").body(large).await.assert_status(200).assert_text("100000");
    }

    #[cfg(feature = "multipart")]
    mod of_forms {
        use framework::{Multipart, UploadedFile};

        use super::*;

        #[post_mapping("/limited/form", body_limit = 8)]
        fn form(#[part] a: &str, #[part] file: Option<UploadedFile>) -> String {
            format!("{} {}", a.len(), file.map_or(0, |file| file.len()))
        }

        #[post_mapping("/limited/parts", body_limit = 8)]
        async fn parts(mut form: Multipart) -> Result<usize, Invalid> {
            let mut length = 0;
            while let Some(part) = form.next_part().await? {
                length += part.bytes().await?.len();
            }
            Ok(length)
        }

        async fn send(app: &TestApp, path: &str, text: usize, file: usize) -> TestResponse {
            let (text, file) = ("t".repeat(text), "f".repeat(file));
            let body = format!(
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{text}\r\n\
                 --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n{file}\r\n--x--\r\n"
            );
            app.post(path).header("content-type", "multipart/form-data; boundary=x").body(body).await
        }

        #[tokio::test]
        async fn it_is_the_limit_of_the_texts_of_a_form_and_not_of_its_files() {
            let app = application().set("http.body_limit", 4).test();
            // The names of the parts and of the file count too: six bytes.
            send(&app, "/limited/form", 2, 1000).await.assert_status(200).assert_text("2 1000");
            let refused = send(&app, "/limited/form", 3, 0).await;
            assert_eq!(
                detail(refused.assert_status(413)),
                "the text of the form is larger than 8 bytes (`body_limit` of the route)"
            );
            send(&app, "/limited/parts", 8, 1000).await.assert_status(200).assert_text("1008");
            let refused = send(&app, "/limited/parts", 9, 0).await;
            assert_eq!(
                detail(refused.assert_status(413)),
                "a field of the form is larger than 8 bytes (`body_limit` of the route)"
            );
        }

        #[tokio::test]
        async fn the_whole_of_a_form_has_the_limit_of_the_setting() {
            let app = application().set("http.multipart.total_limit", 300).test();
            let refused = send(&app, "/limited/form", 1, 1000).await;
            let told = "the body is larger than 300 bytes (setting `http.multipart.total_limit`)";
            assert_eq!(detail(refused.assert_status(413)), told);
        }
    }
}

mod timed {
    use super::*;

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
            assert_eq!(
                detail(refused.assert_status(503)),
                format!("the answer took longer than {seconds}s ({said_by})")
            );
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
}

mod elsewhere {
    use super::*;

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
        calls: std::sync::atomic::AtomicU32,
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
}

#[test]
fn a_route_tells_what_it_says() {
    let routes = application().routes();
    let terms = |pattern: &str| routes.iter().find(|route| route.pattern == pattern).map(|route| route.terms);
    assert_eq!(terms("/limited/open"), Some(Terms::OPEN));
    assert_eq!(terms("/limited/own"), Some(Terms { body_limit: Some(8), ..Terms::OPEN }));
    assert_eq!(terms("/limited/controller/all"), Some(Terms { body_limit: Some(u64::MAX), ..Terms::OPEN }));
    let minutes = Terms { request_timeout: Some(Duration::from_secs(90)), ..Terms::OPEN };
    let all = Terms { body_limit: Some(1 << 20), on_disconnect: Some(OnDisconnect::Cancel), ..minutes };
    assert_eq!(terms("/said/everything"), Some(all));
}

#[post_mapping("/said/everything", body_limit = "1 MiB", request_timeout = "1.5m", on_disconnect = "cancel")]
async fn everything(#[body] text: String) -> usize {
    text.len()
}

#[post_mapping("/said/at-once", request_timeout = "5s")]
fn at_once() {}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn the_description_of_a_route_has_its_limits() {
    let describe = async |app: App| app.set("http.docs", "on").test().get("/openapi.json").await.json::<Value>();
    let document = describe(application()).await;
    let response = |document: &Value, path: &str, status: &str| {
        let responses = &document["paths"][path]["post"]["responses"];
        responses.get(status).map(|response| response["description"].clone())
    };
    let told = |text: &str| Some(json!(text));
    assert_eq!(response(&document, "/said/everything", "413"), told("Payload Too Large: more than 1 MiB"));
    assert_eq!(response(&document, "/said/everything", "503"), told("Service Unavailable: no answer within 90s"));
    assert_eq!(response(&document, "/said/at-once", "503"), None, "it cannot be interrupted");
    assert_eq!(response(&document, "/limited/open", "413"), told("Payload Too Large: more than 2 MiB"));
    assert_eq!(response(&document, "/limited/open", "503"), None);
    let limited = describe(application().set("http.request_timeout", "2s")).await;
    assert_eq!(response(&limited, "/limited/open", "503"), told("Service Unavailable: no answer within 2s"));
}

//! What becomes of a handler whose client has gone.

use std::{
    future::poll_fn,
    pin::Pin,
    sync::{Arc, mpsc},
    task::Poll,
};

use framework::{
    Disconnected, Server,
    prelude::*,
    tokio::{
        self,
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        sync::Semaphore,
    },
};
use tower_http::set_header::SetResponseHeaderLayer;

/// What a handler tells the test, and what it waits for.
struct Probe {
    entered: Semaphore,
    leave: Semaphore,
    /// The handler has run to its end.
    finished: Semaphore,
    /// It has gone, whether it was at its end or not.
    gone: Semaphore,
}

impl Probe {
    fn new() -> Arc<Self> {
        let none = || Semaphore::new(0);
        Arc::new(Probe { entered: none(), leave: none(), finished: none(), gone: none() })
    }
}

/// Waits until somebody has said so.
async fn said(semaphore: &Semaphore) {
    semaphore.acquire().await.expect("never closed").forget();
}

struct Gone(Arc<Probe>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.gone.add_permits(1);
    }
}

async fn hold(probe: Arc<Probe>, client: Disconnected) -> &'static str {
    let probe = Gone(probe);
    probe.0.entered.add_permits(1);
    client.disconnected().await;
    assert!(client.is_disconnected());
    said(&probe.0.leave).await;
    probe.0.finished.add_permits(1);
    "nobody reads it"
}

#[get_mapping("/gone")]
async fn get(State(probe): State<Arc<Probe>>, client: Disconnected) -> &'static str {
    hold(probe, client).await
}

#[post_mapping("/gone")]
async fn post(State(probe): State<Arc<Probe>>, client: Disconnected) -> &'static str {
    hold(probe, client).await
}

#[request_mapping("/gone/finish", methods("GET", "POST"), on_disconnect = "finish")]
async fn finish(State(probe): State<Arc<Probe>>, client: Disconnected) -> &'static str {
    hold(probe, client).await
}

#[derive(Default)]
struct Cancelled;

#[controller("/gone/cancel", on_disconnect = "cancel")]
impl Cancelled {
    #[request_mapping("/", methods("GET", "POST"))]
    async fn cancel(&self, State(probe): State<Arc<Probe>>, client: Disconnected) -> &'static str {
        hold(probe, client).await
    }

    #[post_mapping("/not", on_disconnect = "finish")]
    async fn not(&self, State(probe): State<Arc<Probe>>, client: Disconnected) -> &'static str {
        hold(probe, client).await
    }
}

/// As most are: nothing tells it.
#[post_mapping("/gone/untold")]
async fn untold(State(probe): State<Arc<Probe>>, #[body] text: &str) -> String {
    let probe = Gone(probe);
    probe.0.entered.add_permits(1);
    said(&probe.0.leave).await;
    probe.0.finished.add_permits(1);
    text.to_owned()
}

/// It goes on on its thread, and looks now and then.
#[get_mapping("/gone/elsewhere")]
#[blocking]
fn elsewhere(State(probe): State<Arc<Probe>>, client: Disconnected) {
    let probe = Gone(probe);
    probe.0.entered.add_permits(1);
    while !client.is_disconnected() {
        std::thread::yield_now();
    }
    probe.0.finished.add_permits(1);
}

fn application(probe: &Arc<Probe>) -> App {
    App::new().module(module_path!()).without::<Told>().provide(Arc::clone(probe)).listen("127.0.0.1:0")
}

/// A client that has sent a request.
async fn ask(server: &Server, method: &str, path: &str, version: &str) -> TcpStream {
    let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
    let request = format!("{method} {path} {version}\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    socket
}

const CANCELLED: [(&str, &str); 4] =
    [("GET", "/gone"), ("HEAD", "/gone"), ("GET", "/gone/cancel"), ("POST", "/gone/cancel")];

const FINISHED: [(&str, &str); 4] =
    [("POST", "/gone"), ("POST", "/gone/finish"), ("GET", "/gone/finish"), ("POST", "/gone/cancel/not")];

#[tokio::test(flavor = "multi_thread")]
async fn it_is_dropped_where_it_waits_or_runs_to_its_end_as_method_and_route_say() {
    let probe = Probe::new();
    let layer = || SetResponseHeaderLayer::overriding(http::header::SERVER, http::HeaderValue::from_static("x"));
    for layered in [false, true] {
        let app = application(&probe);
        let app = if layered { app.layer(layer()) } else { app };
        let server = app.start().await.expect("it starts");
        for version in ["HTTP/1.1", "HTTP/1.0"] {
            for (method, path) in CANCELLED {
                let socket = ask(&server, method, path, version).await;
                said(&probe.entered).await;
                drop(socket);
                said(&probe.gone).await;
                assert_eq!(probe.finished.available_permits(), 0, "{method} {path} {version}");
            }
            for (method, path) in FINISHED {
                let socket = ask(&server, method, path, version).await;
                said(&probe.entered).await;
                drop(socket);
                probe.leave.add_permits(1);
                said(&probe.finished).await;
                said(&probe.gone).await;
            }
        }
        server.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_on_a_thread_of_its_own_is_told() {
    let probe = Probe::new();
    let server = application(&probe).start().await.expect("it starts");
    let socket = ask(&server, "GET", "/gone/elsewhere", "HTTP/1.1").await;
    said(&probe.entered).await;
    drop(socket);
    said(&probe.finished).await;
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_server_waits_for_handlers_whose_clients_are_gone() {
    let probe = Probe::new();
    let server = application(&probe).start().await.expect("it starts");
    let address = server.address().expect("an address");
    let socket = ask(&server, "POST", "/gone", "HTTP/1.1").await;
    said(&probe.entered).await;
    drop(socket);
    let stopping = tokio::spawn(server.shutdown());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!stopping.is_finished());
    probe.leave.add_permits(1);
    stopping.await.expect("it stops");
    assert_eq!(probe.finished.available_permits(), 1);
    assert_eq!(probe.gone.available_permits(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_after_the_drain_is_cut_whether_its_client_is_there_or_not() {
    for client_goes in [true, false] {
        let probe = Probe::new();
        let server = application(&probe).set("http.drain", "0s").start().await.expect("it starts");
        let mut socket = ask(&server, "POST", "/gone/untold", "HTTP/1.1").await;
        said(&probe.entered).await;
        if client_goes {
            drop(socket);
            server.shutdown().await;
        } else {
            server.shutdown().await;
            assert_eq!(socket.read(&mut [0; 1]).await.unwrap_or_default(), 0, "it is cut");
        }
        said(&probe.gone).await;
        probe.leave.add_permits(1);
        assert_eq!(probe.finished.available_permits(), 0, "{client_goes}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_does_not_begin_with_half_a_body() {
    let probe = Probe::new();
    let server = application(&probe).start().await.expect("it starts");
    for framing in ["Content-Length: 10\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"] {
        let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
        let request = format!("POST /gone/untold HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n{framing}");
        socket.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = [0; 25];
        socket.read_exact(&mut answer).await.expect("it asks for the body");
        assert!(answer.starts_with(b"HTTP/1.1 100 Continue"));
    }
    server.shutdown().await; // what is under way ends before it
    assert_eq!(probe.entered.available_permits(), 0);
}

/// Polls once.
async fn is_pending(future: &mut (impl Future + Unpin)) -> bool {
    poll_fn(|task| Poll::Ready(Pin::new(&mut *future).poll(task).is_pending())).await
}

/// Polls the answer to a request once, and lets it go.
async fn begun_and_dropped(request: framework::TestRequest) {
    assert!(is_pending(&mut request.into_future()).await);
}

#[tokio::test]
async fn an_answer_of_a_service_that_is_dropped_is_a_client_that_goes() {
    let probe = Probe::new();
    let app = application(&probe).test();
    app.get("/nothing").await.assert_status(404); // it is built
    begun_and_dropped(app.get("/gone")).await;
    said(&probe.gone).await;
    begun_and_dropped(app.post("/gone").body("")).await;
    probe.leave.add_permits(1);
    said(&probe.finished).await;
}

#[tokio::test]
async fn an_answer_that_was_never_polled_does_not_begin() {
    let probe = Probe::new();
    let mut service = application(&probe).into_service().await.expect("it starts");
    let request = http::Request::post("/gone").body(Body::empty()).expect("a request");
    drop(tower::Service::call(&mut service, request));
    tokio::task::yield_now().await;
    assert_eq!(probe.entered.available_permits(), 0);
}

#[test]
fn where_the_runtime_has_gone_nothing_goes_on() {
    let probe = Probe::new();
    let app = application(&probe).test();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut answer = app.post("/gone").into_future();
    runtime.block_on(async {
        app.get("/nothing").await.assert_status(404);
        assert!(is_pending(&mut answer).await);
    });
    drop(runtime);
    drop(answer);
    assert_eq!((probe.gone.available_permits(), probe.finished.available_permits()), (1, 0));
}

#[derive(Default)]
struct Told;

#[controller("/told")]
impl Told {
    #[get_mapping("/")]
    async fn told(&self, State(sender): State<mpsc::SyncSender<Disconnected>>, client: Disconnected) {
        tokio::task::yield_now().await;
        sender.send(client).expect("there is room");
    }
}

#[tokio::test]
async fn a_client_that_has_its_answer_is_not_gone() {
    let (sender, receiver) = mpsc::sync_channel(1);
    let app = App::new().only::<Told>().provide(sender).test();
    app.get("/told").await.assert_status(200);
    let client: Disconnected = receiver.recv().expect("a token");
    assert!(!client.is_disconnected());
    assert!(is_pending(&mut Box::pin(client.disconnected())).await);
    assert!(!Disconnected::default().is_disconnected());
}

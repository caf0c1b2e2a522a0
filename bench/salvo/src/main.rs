//! The comparison's routes in salvo.

use std::{io, net::SocketAddr};

use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, announce, items, message};
use salvo::{conn::tcp::TcpAcceptor, http::ParseError, prelude::*};
use socket2::SockRef;
use tokio::{
    net::TcpListener,
    runtime,
    signal::unix::{SignalKind, signal},
};

fn main() -> io::Result<()> {
    let arguments = Arguments::read(&[]);
    runtime::Builder::new_multi_thread()
        .worker_threads(arguments.workers)
        .enable_all()
        .build()?
        .block_on(serve(arguments.address))
}

async fn serve(address: SocketAddr) -> io::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    let listener = TcpListener::bind(address).await?;
    // Accepted connections inherit it.
    SockRef::from(&listener).set_tcp_nodelay(true)?;
    announce(listener.local_addr()?);
    let server = Server::new(TcpAcceptor::try_from(listener)?);
    let handle = server.handle();
    tokio::spawn(async move {
        terminated.recv().await;
        handle.stop_graceful(None);
    });
    server.try_serve(router()).await
}

fn router() -> Router {
    let router = Router::new()
        .push(Router::with_path("plaintext").get(plaintext))
        .push(Router::with_path("json").get(json))
        .push(Router::with_path("users/{id}").get(user))
        .push(Router::with_path("echo").post(echo))
        .push(Router::with_path("list").get(list));
    (0..DUMMY_ROUTES)
        .fold(router, |router, number| router.push(Router::with_path(format!("dummy/{number}/{{id}}")).get(dummy)))
}

#[handler]
async fn plaintext() -> &'static str {
    HELLO
}

#[handler]
async fn json() -> Json<Message> {
    Json(message())
}

#[handler]
async fn user(request: &mut Request) -> Result<Json<User>, ParseError> {
    Ok(Json(User { id: id(request)?, q: request.query("q") }))
}

#[handler]
async fn echo(request: &mut Request) -> Result<Json<Echo>, ParseError> {
    request.parse_json().await.map(Json)
}

#[handler]
async fn list() -> Json<Vec<Item>> {
    Json(items())
}

#[handler]
async fn dummy(request: &mut Request) -> Result<String, ParseError> {
    id(request).map(|id| id.to_string())
}

fn id(request: &Request) -> Result<u64, ParseError> {
    request.try_param("id")
}

//! The comparison's routes in poem.

use std::{io, net::SocketAddr};

use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, UserQuery, announce, items, message};
use poem::{
    Route, Server, get, handler,
    listener::TcpAcceptor,
    post,
    web::{Json, Path, Query},
};
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
    let terminated = async move {
        terminated.recv().await;
    };
    Server::new_with_acceptor(TcpAcceptor::from_tokio(listener)?)
        .run_with_graceful_shutdown(routes(), terminated, None)
        .await
}

fn routes() -> Route {
    let routes = Route::new()
        .at("/plaintext", get(plaintext))
        .at("/json", get(json))
        .at("/users/:id", get(user))
        .at("/echo", post(echo))
        .at("/list", get(list));
    (0..DUMMY_ROUTES).fold(routes, |routes, number| routes.at(format!("/dummy/{number}/:id"), get(dummy)))
}

#[handler]
fn plaintext() -> &'static str {
    HELLO
}

#[handler]
fn json() -> Json<Message> {
    Json(message())
}

#[handler]
fn user(Path(id): Path<u64>, Query(UserQuery { q }): Query<UserQuery>) -> Json<User> {
    Json(User { id, q })
}

#[handler]
fn echo(Json(body): Json<Echo>) -> Json<Echo> {
    Json(body)
}

#[handler]
fn list() -> Json<Vec<Item>> {
    Json(items())
}

#[handler]
fn dummy(Path(id): Path<u64>) -> String {
    id.to_string()
}

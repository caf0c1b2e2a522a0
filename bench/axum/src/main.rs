//! The comparison's routes in axum.

use std::{io, net::SocketAddr};

use axum::{
    Json, Router,
    extract::{Path, Query},
    routing::{get, post},
    serve::ListenerExt,
};
use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, UserQuery, announce, items, message};
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
    announce(listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        // Without it the connection works all the same.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router())
        .with_graceful_shutdown(async move {
            terminated.recv().await;
        })
        .await
}

fn router() -> Router {
    let router = Router::new()
        .route("/plaintext", get(plaintext))
        .route("/json", get(json))
        .route("/users/{id}", get(user))
        .route("/echo", post(echo))
        .route("/list", get(list));
    (0..DUMMY_ROUTES).fold(router, |router, number| router.route(&format!("/dummy/{number}/{{id}}"), get(dummy)))
}

async fn plaintext() -> &'static str {
    HELLO
}

async fn json() -> Json<Message> {
    Json(message())
}

async fn user(Path(id): Path<u64>, Query(UserQuery { q }): Query<UserQuery>) -> Json<User> {
    Json(User { id, q })
}

async fn echo(Json(body): Json<Echo>) -> Json<Echo> {
    Json(body)
}

async fn list() -> Json<Vec<Item>> {
    Json(items())
}

async fn dummy(Path(id): Path<u64>) -> String {
    id.to_string()
}

//! The comparison's routes in xitca-web.

use std::{io, net::TcpListener};

use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, UserQuery, announce, items, message};
use socket2::SockRef;
use xitca_web::{
    App,
    handler::{handler_service, json::Json, params::Params, query::Query},
    route::{get, post},
};

fn main() -> io::Result<()> {
    let arguments = Arguments::read(&[]);
    let listener = TcpListener::bind(arguments.address)?;
    // Accepted connections inherit it.
    SockRef::from(&listener).set_tcp_nodelay(true)?;
    announce(listener.local_addr()?);

    let app = App::new()
        .at("/plaintext", get(handler_service(plaintext)))
        .at("/json", get(handler_service(json)))
        .at("/users/{id}", get(handler_service(user)))
        .at("/echo", post(handler_service(echo)))
        .at("/list", get(handler_service(list)));
    (0..DUMMY_ROUTES)
        .fold(app, |app, number| app.at(&format!("/dummy/{number}/{{id}}"), get(handler_service(dummy))))
        .serve()
        .worker_threads(arguments.workers)
        .listen(listener)?
        .run()
        .wait()
}

async fn plaintext() -> &'static str {
    HELLO
}

async fn json() -> Json<Message> {
    Json(message())
}

async fn user(Params(id): Params<u64>, Query(UserQuery { q }): Query<UserQuery>) -> Json<User> {
    Json(User { id, q })
}

async fn echo(Json(body): Json<Echo>) -> Json<Echo> {
    Json(body)
}

async fn list() -> Json<Vec<Item>> {
    Json(items())
}

async fn dummy(Params(id): Params<u64>) -> String {
    id.to_string()
}

//! The comparison's routes in actix-web.

#![expect(missing_docs, reason = "its macros write public structs")]

use std::{io, net::TcpListener};

use actix_web::{
    App, HttpServer, get, post,
    web::{self, Json, Path, Query},
};
use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, UserQuery, announce, items, message};

#[actix_web::main]
async fn main() -> io::Result<()> {
    let arguments = Arguments::read(&[]);
    let listener = TcpListener::bind(arguments.address)?;
    announce(listener.local_addr()?);
    let server = HttpServer::new(|| {
        App::new().service(plaintext).service(json).service(user).service(echo).service(list).configure(dummies)
    });
    server.workers(arguments.workers).tcp_nodelay(true).listen(listener)?.run().await
}

#[get("/plaintext")]
async fn plaintext() -> &'static str {
    HELLO
}

#[get("/json")]
async fn json() -> Json<Message> {
    Json(message())
}

#[get("/users/{id}")]
async fn user(id: Path<u64>, query: Query<UserQuery>) -> Json<User> {
    Json(User { id: id.into_inner(), q: query.into_inner().q })
}

#[post("/echo")]
async fn echo(body: Json<Echo>) -> Json<Echo> {
    body
}

#[get("/list")]
async fn list() -> Json<Vec<Item>> {
    Json(items())
}

fn dummies(services: &mut web::ServiceConfig) {
    for number in 0..DUMMY_ROUTES {
        services.route(&format!("/dummy/{number}/{{id}}"), web::get().to(dummy));
    }
}

async fn dummy(id: Path<u64>) -> String {
    id.to_string()
}

//! The comparison's routes in ntex.

#![expect(missing_docs, reason = "its macros write public structs")]

use std::{io, net::TcpListener};

use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, UserQuery, announce, items, message};
use ntex::web::{
    self, App, HttpServer, ServiceConfig, get, post,
    types::{Json, Path, Query},
};

// It sets TCP_NODELAY by itself.
#[ntex::main]
async fn main() -> io::Result<()> {
    let arguments = Arguments::read(&[]);
    let listener = TcpListener::bind(arguments.address)?;
    announce(listener.local_addr()?);
    let server = HttpServer::new(async || App::new().service((plaintext, json, user, echo, list)).configure(dummies));
    server.workers(arguments.workers).listen(listener)?.run().await
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

fn dummies(services: &mut ServiceConfig) {
    for number in 0..DUMMY_ROUTES {
        services.route(&format!("/dummy/{number}/{{id}}"), web::get().to(dummy));
    }
}

async fn dummy(id: Path<u64>) -> String {
    id.to_string()
}

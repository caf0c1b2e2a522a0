//! The comparison's routes in Rocket.

use std::error::Error;

use bench_common::{Arguments, DUMMY_ROUTES, Echo, HELLO, Item, Message, User, items, message};
use rocket::{Build, Config, Rocket, get, post, routes, serde::json::Json, tokio::runtime};

// It sets TCP_NODELAY by itself.
fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(&[]);
    let config = Config {
        address: arguments.address.ip(),
        port: arguments.address.port(),
        workers: arguments.workers,
        ..Config::release_default()
    };
    runtime::Builder::new_multi_thread()
        .worker_threads(config.workers)
        .max_blocking_threads(config.max_blocking)
        .enable_all()
        .build()?
        .block_on(rocket(config).launch())?;
    Ok(())
}

fn rocket(config: Config) -> Rocket<Build> {
    let rocket = rocket::custom(config).mount("/", routes![plaintext, json, user, echo, list]);
    (0..DUMMY_ROUTES).fold(rocket, |rocket, number| rocket.mount(format!("/dummy/{number}"), routes![dummy]))
}

#[get("/plaintext")]
fn plaintext() -> &'static str {
    HELLO
}

#[get("/json")]
fn json() -> Json<Message> {
    Json(message())
}

#[get("/users/<id>?<q>")]
fn user(id: u64, q: Option<String>) -> Json<User> {
    Json(User { id, q })
}

#[post("/echo", data = "<body>")]
fn echo(body: Json<Echo>) -> Json<Echo> {
    body
}

#[get("/list")]
fn list() -> Json<Vec<Item>> {
    Json(items())
}

#[get("/<id>")]
fn dummy(id: u64) -> String {
    id.to_string()
}

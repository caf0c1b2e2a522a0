//! The comparison's routes in this framework.

mod dummies;

use framework::prelude::*;

const HELLO: &str = "Hello, World!";

/// Address and number of workers are settings, so they come from the command line:
/// `--http.address=127.0.0.1 --http.port=8550 --http.workers=1`.
fn main() -> framework::Result<()> {
    App::new().run()
}

#[get_mapping]
fn plaintext() -> &'static str {
    HELLO
}

#[derive(Bean)]
#[bean(output)]
struct Message {
    message: &'static str,
}

#[get_mapping]
fn json() -> Message {
    Message { message: HELLO }
}

#[derive(Bean)]
struct User {
    id: u64,
    q: Option<String>,
}

#[get_mapping("/users/<id>")]
fn user(id: u64, q: Option<&str>) -> User {
    User { id, q: q.map(str::to_owned) }
}

#[derive(Bean)]
struct Echo {
    number: i32,
    text: String,
    tags: Vec<String>,
}

#[post_mapping]
fn echo(body: Echo) -> Echo {
    body
}

#[derive(Bean)]
struct Item {
    id: u32,
    name: String,
    active: bool,
    score: f64,
}

#[get_mapping]
fn list() -> Vec<Item> {
    (0..100)
        .map(|id| Item { id, name: format!("item {id}"), active: id % 2 == 0, score: f64::from(id) * 1.5 })
        .collect()
}

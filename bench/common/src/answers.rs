use serde::{Deserialize, Serialize};

/// The text of `GET /plaintext` and the message of `GET /json`.
pub const HELLO: &str = "Hello, World!";

/// How many routes `GET /dummy/<number>/<id>` stand beside the measured ones; each answers its id.
pub const DUMMY_ROUTES: usize = 200;

/// The answer of `GET /json`.
#[derive(Serialize)]
pub struct Message {
    /// A greeting.
    pub message: &'static str,
}

/// The query string of `GET /users/<id>`.
#[derive(Deserialize)]
pub struct UserQuery {
    /// Anything, or nothing.
    pub q: Option<String>,
}

/// The answer of `GET /users/<id>`: what was asked for.
#[derive(Serialize)]
pub struct User {
    /// From the path.
    pub id: u64,
    /// From the query string.
    pub q: Option<String>,
}

/// The body of `POST /echo`, and its answer.
#[derive(Serialize, Deserialize)]
pub struct Echo {
    /// A number.
    pub number: i32,
    /// A text.
    pub text: String,
    /// Several texts.
    pub tags: Vec<String>,
}

/// One element of the answer of `GET /list`.
#[derive(Serialize)]
pub struct Item {
    /// Its place in the list.
    pub id: u32,
    /// Another name for each.
    pub name: String,
    /// True for every other one.
    pub active: bool,
    /// Sometimes whole, sometimes not.
    pub score: f64,
}

/// Builds the answer of `GET /json`.
pub fn message() -> Message {
    Message { message: HELLO }
}

/// Builds the answer of `GET /list`, 100 items.
pub fn items() -> Vec<Item> {
    (0..100)
        .map(|id| Item { id, name: format!("item {id}"), active: id % 2 == 0, score: f64::from(id) * 1.5 })
        .collect()
}

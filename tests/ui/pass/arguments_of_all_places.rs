use framework::{bytes::Bytes, chrono, http, prelude::*, serde_json::Value};
use std::collections::{BTreeMap, HashMap};

#[derive(Bean)]
struct User {
    name: String,
}

struct Anybody;

impl Guard for Anybody {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(Anybody)
    }
}

#[get_mapping("/<id|int>/<*rest>")]
fn everything(
    id: i32,
    rest: String,
    #[query("q", default = "x")] query: String,
    #[query] many: Vec<u8>,
    #[header("X-Token")] token: Option<String>,
    #[header(default = "none")] user_agent: &str,
    #[guard] anybody: Anybody,
    maybe: Result<u8, framework::ParameterError>,
    day: chrono::NaiveDate,
    head: &RequestHead,
    headers: &http::HeaderMap,
    method: http::Method,
    mut user: User,
) -> String {
    let _ = (id, rest, query, many, token, user_agent, anybody, maybe, day, head, headers, method);
    user.name.push('!');
    user.name
}

#[post_mapping("/body/<kind>")]
async fn body(kind: &str, #[body] body: Bytes) -> Bytes {
    let _ = kind;
    body
}

#[put_mapping]
fn octets(#[body] body: &[u8]) -> Vec<u8> {
    body.to_vec()
}

#[patch_mapping]
fn maps(map: HashMap<String, User>, #[query] value: u8) -> BTreeMap<u8, HashMap<String, User>> {
    [(value, map)].into()
}

#[delete_mapping]
fn json(#[body] json: Value) -> Value {
    json
}

#[options_mapping]
#[head_mapping]
async fn opaque() -> impl IntoResponse {
    (HttpStatus::OK, "x")
}

#[get_mapping("/unused/<_id>")]
fn unused(_id: u8, #[query(default = if cfg!(debug_assertions) { 1 } else { 2 })] size: u8) -> u8 {
    size
}

fn main() {}

//! A parameter is an argument.

use framework::prelude::*;

/// From the path; out of range is a 400 and never another number.
/// Try `/parameters/square/12`
/// Try `/parameters/square/32768` → 400
#[get_mapping("/parameters/square/<number>")]
fn square(number: i16) -> i32 {
    i32::from(number) * i32::from(number)
}

/// From the query string: what may be missing, what has a default, what may be repeated.
/// Try `/parameters/search?q=rust&tag=web&tag=http`
/// Try `/parameters/search` → 400
/// Try `/parameters/search?page=x` → 400
#[get_mapping("/parameters/search")]
fn search(q: &str, #[query(default = 1)] page: u32, tag: Vec<&str>, lang: Option<&str>) -> String {
    format!("{q}, page {page}, tags {tag:?}, language {lang:?}")
}

/// From a header.
/// Try `/parameters/agent`
#[get_mapping("/parameters/agent")]
fn agent(#[header(default = "nobody")] user_agent: &str) -> String {
    format!("You are {user_agent}.")
}

/// The literal wins over the capture, wherever it stands.
/// Try `/parameters/users/me`
#[get_mapping("/parameters/users/me")]
fn me() -> &'static str {
    "you"
}

/// The rest of a path; and borrowed across an `await`.
/// Try `/parameters/users/7`
/// Try `/parameters/files/a/b/c`
#[get_mapping("/parameters/users/<path|u32>", "/parameters/files/<*path>")]
async fn rest(path: &str) -> String {
    framework::tokio::task::yield_now().await;
    format!("the path {path}")
}

/// The whole request, without its body.
/// Try `/parameters/request?a=1`
#[get_mapping("/parameters/request")]
fn request(head: &RequestHead) -> String {
    format!("{} {}", head.method(), head.uri())
}

/// The raw body.
/// Try `curl --data hello http://127.0.0.1:8550/parameters/length`
#[post_mapping("/parameters/length")]
fn length(#[body] body: &[u8]) -> usize {
    body.len()
}

/// Parts of one JSON body.
/// Try `curl --json '{"from": {"name": "Ada"}, "lines": ["a", "b"]}' http://127.0.0.1:8550/parameters/parts`
#[post_mapping("/parameters/parts")]
fn parts(#[json("/from/name")] name: &str, #[json("/lines")] lines: Vec<String>) -> String {
    format!("{name}: {} lines", lines.len())
}

/// From wherever it is: the body, the query string, the path, a cookie or a header.
/// Try `/parameters/anywhere?lang=de`
/// Try `/parameters/anywhere`
#[get_mapping("/parameters/anywhere")]
fn anywhere(#[auto(default = "en")] lang: &str) -> String {
    format!("the language {lang}")
}

/// A constraint of our own: what it accepts is in the hands of a function.
#[path_constraint("weekday")]
fn weekday(segment: &str) -> bool {
    matches!(segment, "monday" | "tuesday" | "wednesday" | "thursday" | "friday")
}

/// It decides which of two routes answers.
/// Try `/parameters/days/monday`
/// Try `/parameters/days/sunday`
#[get_mapping("/parameters/days/<day|weekday>")]
fn work(day: &str) -> String {
    format!("On {day} there is work.")
}

/// Every other day.
/// Try `/parameters/days/sunday`
#[get_mapping("/parameters/days/<day>")]
fn rest_day(day: &str) -> String {
    format!("On {day} there is none.")
}

/// Any set of methods.
/// Try `curl -X PROPFIND http://127.0.0.1:8550/parameters/methods`
#[request_mapping("/parameters/methods", methods("PROPFIND", "REPORT"))]
fn methods(head: &RequestHead) -> String {
    head.method().to_string()
}

//! `cargo fuzz run query`: the first byte chooses a route, the rest is a query string.
#![no_main]

use std::collections::BTreeMap;

use framework::{
    ParameterError, TestApp,
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
};
use framework_fuzz::{
    asking::{Answer, Asked},
    beans::{Area, Colour, Flat, Keeps, Ruled},
    naive::{self, Pairs},
    routes,
};
use libfuzzer_sys::fuzz_target;

routes! { Queried "/query" get_mapping }
routes! { Posted "/json" post_mapping }

#[get_mapping]
#[allow(clippy::too_many_arguments)] // one of each
fn scalars(
    text: Option<&str>,
    tiny: Option<i8>,
    wide: Option<i128>,
    single: Option<f32>,
    on: Option<bool>,
    letter: Option<char>,
    colour: Option<Colour>,
    bytes: Vec<u8>,
    words: Vec<String>,
    #[query("x-y z", default = 7)] renamed: u16,
    either: Result<u32, ParameterError>,
) -> Value {
    let either = either.map_err(|_| "wrong");
    json!({
        "text": text, "tiny": tiny, "wide": wide.map(|wide| wide.to_string()), "single": single, "on": on,
        "letter": letter, "colour": colour, "bytes": bytes, "words": words, "renamed": renamed,
        "either": either.map_or_else(Value::from, Value::from),
    })
}

#[get_mapping]
fn required(text: &str, #[query] list: Vec<String>, #[header] host: &str, day: NaiveDate) -> String {
    format!("{text} {list:?} {host} {day}")
}

#[get_mapping]
fn map(map: BTreeMap<String, String>) -> BTreeMap<String, String> {
    map
}

#[get_mapping]
fn lists(lists: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    lists
}

#[get_mapping("/auto/<captured>")]
fn auto(#[auto] captured: &str, #[auto] text: Option<String>, #[auto] number: Vec<i16>) -> Value {
    json!([captured, text, number])
}

#[get_mapping]
fn several(first: Option<Ruled>, second: Result<Flat, ParameterError>, third: Option<Area>) -> String {
    assert!(first.iter().all(Keeps::keeps) && second.iter().all(Keeps::keeps));
    format!("{first:?} {second:?} {third:?}")
}

const OTHERS: &[&str] = &["/scalars", "/required", "/map", "/lists", "/auto/x", "/several"];

/// A longer target is none.
const LONGEST: usize = 2048;

thread_local! {
    static APP: Asked = Asked::new(App::new().set("http.target_limit", "60 KiB"));
}

fuzz_target!(|input: &[u8]| {
    let Some((route, raw)) = input.split_first().filter(|(_, raw)| raw.len() <= LONGEST) else { return };
    let index = usize::from(route.wrapping_sub(b'A'));
    let path = OTHERS.iter().chain(Queried::PATHS).nth(index % (OTHERS.len() + Queried::PATHS.len())).expect("a path");
    APP.with(|app| {
        let pairs = naive::pairs(raw);
        let target = format!("{path}?{}", allowed(raw));
        let answer = app.ask(|app| app.get(&target));
        // However it is encoded, it says the same.
        let again = app.ask(|app| app.get(&format!("{path}?{}", naive::encoded(&pairs))));
        assert_eq!(answer, again, "{target}");
        match *path {
            "/scalars" => answer.assert_is(naive::scalars(&pairs, &[])),
            "/map" => map_of(&pairs, &answer),
            _ => {}
        }
        // What was read is read again, from JSON.
        if let (Some(name), Some(json)) = (path.strip_prefix("/query"), answer.accepted()) {
            let post = |app: &TestApp| app.post(&format!("/json{name}")).header("content-type", "application/json");
            let again = app.ask(|app| post(app).body(json.to_owned()));
            assert_eq!(again.accepted(), Some(json), "{target}: {again:?}");
        }
    });
});

/// The same bytes, where a target may hold them.
fn allowed(raw: &[u8]) -> String {
    let is_allowed = |byte: u8| byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte);
    let write = |byte: &u8| if is_allowed(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    raw.iter().map(write).collect()
}

/// A map of texts has the first value of every name, if all names are plain and all values are text.
fn map_of(pairs: &Pairs, answer: &Answer) {
    let mut expected = BTreeMap::new();
    for (name, value) in pairs {
        let Ok(name) = std::str::from_utf8(name) else { continue };
        let Ok(value) = std::str::from_utf8(value) else { return assert_eq!(answer.status(), 400, "{answer:?}") };
        if name.contains(['.', '[', ']']) {
            return;
        }
        if !name.is_empty() {
            expected.entry(name).or_insert(value);
        }
    }
    match answer.accepted() {
        Some(body) => assert_eq!(framework::serde_json::from_str::<Value>(body).expect("JSON"), json!(expected)),
        None => assert!(expected.is_empty(), "{answer:?}, expected {expected:?}"),
    }
}

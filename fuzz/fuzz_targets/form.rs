//! `cargo fuzz run form`: the first byte chooses a route, the rest is a form in the body.
#![no_main]

use framework::{
    ParameterError, TestApp,
    prelude::*,
    serde_json::{self, Value, json},
};
use framework_fuzz::{
    asking::{Answer, Asked, Pieces, SECRET},
    beans::{Colour, Keeps, Plain},
    naive::{self, Pairs},
    routes,
};
use libfuzzer_sys::fuzz_target;

routes! { Sent "/form" post_mapping }
routes! { Queried "/query" get_mapping }

#[post_mapping]
#[allow(clippy::too_many_arguments)] // one of each
fn fields(
    #[form] text: Option<&str>,
    #[form] tiny: Option<i8>,
    #[form] on: Option<bool>,
    #[form] colour: Option<Colour>,
    #[form] bytes: Vec<u8>,
    #[form] words: Vec<&str>,
    #[form("x-y z", default = 7)] renamed: u16,
    #[form] either: Result<u32, ParameterError>,
) -> Value {
    let either = either.map_err(|_| "wrong");
    json!({
        "text": text, "tiny": tiny, "on": on, "colour": colour, "bytes": bytes, "words": words, "renamed": renamed,
        "either": either.map_or_else(Value::from, Value::from),
    })
}

/// A whole form, and fields of it.
#[post_mapping]
fn beside(#[form] bean: Plain, #[form] name: Option<String>, #[form] tiny: Result<i64, ParameterError>) -> String {
    assert!(bean.keeps(), "{bean:?}");
    assert!(name.is_none_or(|name| name == bean.name));
    format!("{bean:?} {tiny:?}")
}

#[post_mapping("/auto/<captured>")]
fn auto(#[auto] captured: &str, #[auto] text: Option<String>, #[auto] number: Vec<i16>) -> Value {
    json!([captured, text, number])
}

const OTHERS: &[&str] = &["/fields", "/beside", "/auto/x"];

const FORM: &str = "application/x-www-form-urlencoded";

/// A longer target is none.
const LONGEST: usize = 2048;

thread_local! {
    static APP: Asked = Asked::new(App::new().set("http.target_limit", "60 KiB").set("http.form_fields", "100"));
}

fuzz_target!(|input: &[u8]| {
    let Some((route, raw)) = input.split_first().filter(|(_, raw)| raw.len() <= LONGEST) else { return };
    let index = usize::from(route.wrapping_sub(b'A'));
    let path = *OTHERS.iter().chain(Sent::PATHS).nth(index % (OTHERS.len() + Sent::PATHS.len())).expect("a path");
    APP.with(|app| {
        let pairs = naive::pairs(raw);
        let answer = app.ask(|app| form(app, path).body(raw.to_vec()));
        if !pairs.iter().any(|(name, _)| String::from_utf8_lossy(name).contains(SECRET)) {
            answer.assert_secret();
        }
        let is_text = std::str::from_utf8(raw).is_ok();
        assert!(is_text || answer.status() >= 400, "{path}: {answer:?}");
        assert_eq!(answer.status() == 413, pairs.len() > 100, "{path}: {answer:?}");
        // Where JSON would do as well, a form that is JSON is refused; as a form it would be written otherwise.
        let is_json = answer.status() == 415 && serde_json::from_slice::<Value>(raw).is_ok();
        // Of no body at all there is nothing to compare.
        if !is_text || pairs.is_empty() || pairs.len() > 100 || is_json {
            return;
        }
        // However it is encoded, and however it arrives, it says the same.
        let encoded = naive::encoded(&pairs);
        let size = usize::from(*route) + 1;
        let again = app.ask(|app| form(app, path).body(Pieces::body(encoded.clone().into_bytes(), vec![size])));
        assert_eq!(answer, again, "{path}");
        match path.strip_prefix("/form") {
            Some(name) => bean(app, name, &pairs, &encoded, &answer),
            None if path == "/fields" => answer.assert_is(naive::scalars(&pairs, &["wide", "single", "letter"])),
            None => {}
        }
    });
});

fn form(app: &TestApp, path: &str) -> framework::TestRequest {
    app.post(path).header("content-type", FORM)
}

/// What a form says of a bean, a query string says too, and JSON says again.
fn bean(app: &Asked, name: &str, pairs: &Pairs, encoded: &str, answer: &Answer) {
    let queried = app.ask(|app| app.get(&format!("/query{name}?{encoded}")));
    // Of a form without a name that it knows, a bean has its defaults; of such a query string it is missing.
    if answer.accepted() != queried.accepted() {
        let errors = queried.refused().map_or(&[][..], |refusal| refusal.errors());
        let is_missing = errors.iter().all(|error| error["message"] == "is missing");
        assert!(answer.accepted().is_some() && is_missing, "{name}: {pairs:?}: {answer:?} {queried:?}");
    }
    if let Some(json) = answer.accepted() {
        let post = |app: &TestApp| app.post(&format!("/form{name}")).header("content-type", "application/json");
        let again = app.ask(|app| post(app).body(json.to_owned()));
        assert_eq!(again.accepted(), Some(json), "{name}: {again:?}");
    }
}

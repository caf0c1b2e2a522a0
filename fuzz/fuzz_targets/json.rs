//! `cargo fuzz run json`: the first byte chooses a route; after an `r` stands JSON as it is, after any other byte what
//! decides how JSON of the route's schema is made.
#![no_main]

use framework::{
    ParameterError, TestApp, TestRequest,
    prelude::*,
    serde_json::{self, Value},
};
use framework_fuzz::{
    asking::{Answer, Asked, Pieces, Refusal},
    beans::{Address, Colour, Flat, Keeps, Plain, Ruled},
    compose::compose,
    naive, routes,
    schema::{Document, UNTOLD},
};
use libfuzzer_sys::fuzz_target;

routes! { Posted "/json" post_mapping }

#[post_mapping]
fn list(list: Vec<Ruled>) -> Vec<Ruled> {
    assert!(list.iter().all(Keeps::keeps), "{list:?}");
    list
}

#[post_mapping]
fn any(value: Value) -> Value {
    value
}

#[post_mapping]
fn names(names: std::collections::BTreeMap<String, std::collections::BTreeMap<String, u8>>) -> usize {
    names.len()
}

#[post_mapping]
#[allow(clippy::too_many_arguments)] // one of each
fn parts(
    #[json("/name")] name: &str,
    #[json("/a/1")] number: Option<i16>,
    #[json("/address")] address: Option<Address>,
    #[json("/plain")] plain: Result<Plain, ParameterError>,
    #[json("/ruled")] ruled: Option<Ruled>,
    #[json("/flat")] flat: Option<Flat>,
    #[json("/colours")] colours: Option<Vec<Colour>>,
    #[json("/on", default = true)] on: bool,
) -> String {
    assert!(address.iter().all(Keeps::keeps) && ruled.iter().all(Keeps::keeps) && flat.iter().all(Keeps::keeps));
    assert!(plain.iter().all(Keeps::keeps));
    format!("{name} {number:?} {colours:?} {on}")
}

#[post_mapping]
fn auto(#[auto] name: &str, #[auto] number: Option<i16>, #[auto] on: Option<bool>) -> String {
    format!("{name} {number:?} {on:?}")
}

/// Those of which the document says what they take.
const DESCRIBED: &[&str] = &["/list", "/any", "/names"];
const OTHERS: &[&str] = &["/parts", "/auto"];

struct Target {
    app: Asked,
    document: Document,
}

thread_local! {
    static TARGET: Target = {
        let app = Asked::new(App::new().set("http.docs", true));
        let document = app.ask(|app| app.get("/openapi.json"));
        let document = Document::new(serde_json::from_str(document.accepted().expect("a document")).expect("JSON"));
        Target { app, document }
    };
}

fuzz_target!(|input: &[u8]| {
    let [route, kind, bytes @ ..] = input else { return };
    let paths = || Posted::PATHS.iter().chain(DESCRIBED).chain(OTHERS);
    let path = *paths().nth(usize::from(route.wrapping_sub(b'A')) % paths().count()).expect("a path");
    TARGET.with(|target| {
        if *kind == b'r' || OTHERS.contains(&path) {
            target.raw(path, bytes);
        } else {
            target.composed(path, bytes);
        }
    });
});

impl Target {
    fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.app.ask(|app| json_post(app, path).body(body))
    }

    fn raw(&self, path: &str, body: &[u8]) {
        let answer = self.post(path, body.to_vec());
        let again = self.post(path, Pieces::body(body.to_vec(), vec![1, 7, 100]));
        assert_eq!(answer, again, "{path}");
        match serde_json::from_slice::<Value>(body) {
            Ok(value) => self.judge(path, &value, &answer),
            Err(_) if path == "/auto" => {}
            // What nobody asks for is passed over, however deep it is and however large a number.
            Err(error) if error.to_string().contains("recursion limit") => {}
            Err(error) if error.to_string().contains("number out of range") => {}
            Err(_) => assert_eq!(answer.status(), 400, "{path}: {answer:?}"),
        }
    }

    fn composed(&self, path: &str, bytes: &[u8]) {
        let schema = self.document.of_body(path);
        let composed = compose(&self.document, schema, bytes);
        let (text, answer) = (&composed.text, self.post(path, composed.text.clone()));
        answer.assert_secret();
        let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        self.judge(path, &value, &answer);
        if composed.has_duplicate {
            return;
        }
        let fits = |switches| self.document.fits(schema, &value, switches);
        match &answer {
            // What is flattened and optional is not there where it cannot be read.
            Answer::Accepted(_) => {
                assert!(fits(true) || path == "/json/flat", "{path} takes what its schema does not: {text}");
            }
            Answer::Refused(refusal) => {
                let is_untold = refusal.errors().iter().any(is_untold);
                assert!(is_untold || !fits(false), "{path} refuses what its schema takes: {text} {refusal:?}");
                // Enums without a tag, one inside the other, are looked into to some depth.
                let is_untagged = ["/untagged", "/tree", "/enums"].iter().any(|end| path.ends_with(end));
                let cannot = refusal.errors().iter().find(|error| error["message"] == "cannot be read");
                assert!(cannot.is_none() || is_untagged, "{path} does not say why: {text}");
            }
        }
    }

    fn judge(&self, path: &str, value: &Value, answer: &Answer) {
        match answer {
            Answer::Accepted(json) if Posted::PATHS.contains(&path) || path == "/list" => {
                self.read_again(path, json);
            }
            Answer::Accepted(_) => {}
            Answer::Refused(refusal) if DESCRIBED.contains(&path) || Posted::PATHS.contains(&path) => {
                pointers(value, refusal);
            }
            Answer::Refused(_) => {}
        }
    }

    /// What was written is read again, as JSON and, where one can say it, as a form.
    fn read_again(&self, path: &str, json: &str) {
        let again = self.post(path, json.to_owned());
        let is_too_deep =
            || again.refused().is_some_and(|refusal| refusal.problem.to_string().contains("recursion limit"));
        assert!(again.accepted() == Some(json) || is_too_deep(), "{path}: {json} {again:?}");
        if path != "/json/plain" {
            return;
        }
        let value = serde_json::from_str(json).expect("JSON");
        let Some(fields) = naive::fields(&value, json.len() as u32) else { return };
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let again = self.app.ask(|app| app.post(path).form(&fields));
        assert_eq!(again.accepted(), Some(json), "{fields:?}: {again:?}");
    }
}

fn json_post(app: &TestApp, path: &str) -> TestRequest {
    app.post(path).header("content-type", "application/json")
}

/// Whether no schema tells of a rule that is broken.
fn is_untold(error: &Value) -> bool {
    let text = |member: &str| error[member].as_str().unwrap_or_default();
    UNTOLD.contains(&text("rule")) || text("rule") == "range" && text("pointer").ends_with("/day")
}

/// What is wrong is where the answer says.
fn pointers(value: &Value, refusal: &Refusal) {
    assert_eq!(refusal.status, 422, "{refusal:?}");
    assert!(!refusal.errors().is_empty(), "{refusal:?}");
    for error in refusal.errors() {
        let pointer = error["pointer"].as_str().expect("a pointer");
        // A long name is cut.
        if pointer.contains('…') {
            continue;
        }
        match (value.pointer(pointer), pointer.rsplit_once('/')) {
            (found, Some((whole, _))) if error["rule"] == "required" => {
                assert_eq!(found, None, "{error}");
                assert!(value.pointer(whole).is_some_and(Value::is_object), "{error}: {value}");
            }
            (Some(_), _) => {}
            // A rule of the whole is about a member, which may have a default.
            (None, _) if error["rule"] == "custom" => {}
            (None, _) => panic!("{error}: nothing is there: {value}"),
        }
    }
}

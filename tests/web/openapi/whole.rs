//! The document as a whole, of the routes of other tests too.

use std::collections::{BTreeMap, BTreeSet};

use framework::{prelude::*, serde_json::Value};

use super::{Users, resolve};

#[tokio::test]
async fn the_document_is_a_valid_structure_for_the_routes_of_all_tests() {
    for module in [
        "web::values",
        "web::parameters",
        "web::beans",
        "web::guards",
        "web::errors",
        "web::routing::paths",
        "web::routing::methods",
    ] {
        let app = App::new().module(module).set("http.docs", "on").test();
        let document: Value = app.get("/openapi.json").await.assert_status(200).json();
        assert_eq!(document["openapi"], "3.1.0");
        assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
        everything(&document, &mut |value| {
            resolve(&document, value);
        });
        for name in document["components"]["schemas"].as_object().expect("schemas").keys() {
            let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            assert!(!name.is_empty() && name.chars().all(allowed), "{module}: {name}");
        }
        let mut ids = BTreeSet::new();
        let mut shapes = BTreeMap::new();
        for (path, item) in document["paths"].as_object().expect("paths") {
            assert!(path.starts_with('/'), "{path}");
            // Names do not make a template another one; what follows a `#` does.
            let shape: Vec<_> = path.split('}').map(|part| part.split('{').next().unwrap_or_default()).collect();
            if let Some(twin) = shapes.insert(shape, path.clone()) {
                panic!("{module}: {path} and {twin} are one template");
            }
            for (method, operation) in item.as_object().expect("an item") {
                let place = format!("{module}: {method} {path}");
                let id = operation["operationId"].as_str().expect("an operationId").to_owned();
                assert!(ids.insert(id.clone()), "{place}: {id} is there twice");
                assert_parameters(&place, path, operation);
                let responses = operation["responses"].as_object().expect("responses");
                assert!(!responses.is_empty(), "{place}");
                for (status, response) in responses {
                    let known = status == "default" || status.parse().is_ok_and(|code: u16| (200..600).contains(&code));
                    assert!(known && response["description"].is_string(), "{place}: {status} {response}");
                }
                assert!(
                    operation["requestBody"].is_null() || operation["requestBody"]["content"].is_object(),
                    "{place}"
                );
            }
        }
    }
}

/// Everything that stands somewhere below.
fn everything<'d>(value: &'d Value, visit: &mut impl FnMut(&'d Value)) {
    visit(value);
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| everything(element, visit)),
        Value::Object(members) => members.values().for_each(|member| everything(member, visit)),
        _ => {}
    }
}

fn assert_parameters(place: &str, path: &str, operation: &Value) {
    let none = Vec::new();
    let mut named = BTreeSet::new();
    for parameter in operation["parameters"].as_array().unwrap_or(&none) {
        let (name, location) =
            (parameter["name"].as_str().expect("a name"), parameter["in"].as_str().expect("a place"));
        assert!(["path", "query", "header"].contains(&location), "{place}: {parameter}");
        assert!(named.insert((location, name)), "{place}: {name} is there twice");
        assert!(parameter["schema"].is_object(), "{place}: {parameter}");
        assert!(location != "path" || parameter["required"] == true, "{place}: {parameter}");
    }
    let captured = path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect::<BTreeSet<_>>();
    let described: BTreeSet<_> =
        named.iter().filter(|(location, _)| *location == "path").map(|(_, name)| *name).collect();
    assert_eq!(captured, described, "{place}");
}

#[get_mapping("/openapi.json")]
fn own_document() -> &'static str {
    "own"
}

#[tokio::test]
async fn the_document_can_be_switched_off_and_replaced() {
    let off = App::new().only::<Users>().set("http.docs", "off").test();
    off.get("/openapi.json").await.assert_status(404);
    let own = App::new().module(module_path!()).set("http.docs", "on").test();
    own.get("/openapi.json").await.assert_status(200).assert_text("own");
}

#[tokio::test]
async fn routes_that_differ_in_constraints_alone_are_all_in_the_document() {
    let app = || App::new().module("web::routing::precedence").set("http.docs", "on");
    let document = app().test().get("/openapi.json").await.text().to_owned();
    for route in app().routes() {
        assert!(
            document.contains(&format!("\"operationId\":\"{}\"", route.function)),
            "{}: {document}",
            route.function
        );
    }
}

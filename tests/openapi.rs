//! What the application of `examples/tables`, with a route for every way to take and to give, says of itself, held
//! against what it does; what attributes and comments say; contracts; the test of conformance.
#![cfg(feature = "full")]

#[path = "openapi/conformance.rs"]
mod conformance;
#[path = "openapi/contract.rs"]
mod contract;
#[path = "openapi/page.rs"]
mod page;
#[path = "openapi/said.rs"]
mod said;
#[path = "../examples/tables/tables/mod.rs"]
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use framework::{TestApp, prelude::*, serde_json::Value};

fn app() -> App {
    tables::app(App::new()).module("openapi::tables").set("http.docs", "on")
}

async fn document(app: TestApp) -> Value {
    app.get("/openapi.json").await.assert_status(200).json()
}

/// `GOLDEN=write cargo test --test openapi --all-features` writes it anew; the difference is then reviewed.
#[tokio::test]
async fn the_document_of_the_tables_is_the_golden_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi/document.json");
    let written = format!("{:#}\n", document(app().test()).await);
    if std::env::var_os("GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&path, &written).expect("the file can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == written, "{} is stale; `GOLDEN=write` writes it anew", path.display());
}

#[test]
fn the_contract_of_the_tables_is_kept() {
    app().assert_contract("tests/openapi/contract.json");
}

#[tokio::test]
async fn what_the_document_says_is_what_happens() {
    app().test().assert_conformance().await;
}

#[tokio::test]
async fn every_reference_leads_to_a_schema_and_every_schema_is_referred_to() {
    let document = document(app().test()).await;
    let mut referred = BTreeSet::new();
    everywhere(&document, &mut |value| {
        if let Some(reference) = value["$ref"].as_str() {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
            referred.insert(reference.rsplit('/').next().unwrap_or_default().to_owned());
        }
    });
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    assert_eq!(referred, schemas.keys().cloned().collect());
    let trees: Vec<_> = schemas.keys().filter(|name| name.ends_with("Tree")).collect();
    assert_eq!(trees, ["other.Tree", "types.Tree"], "two of one name have both longer ones");
    assert!(schemas.contains_key("Page_Point") && schemas.contains_key("Page_u16"));
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own_and_a_response() {
    let document = document(app().test()).await;
    let mut names = BTreeMap::new();
    let items = document["paths"].as_object().expect("paths");
    for (path, item) in items {
        for (method, operation) in item.as_object().expect("an item") {
            let place = format!("{method} {path}");
            let name = operation["operationId"].as_str().expect("a name").to_owned();
            if let Some(other) = names.insert(name.clone(), place.clone()) {
                panic!("{place} and {other} are called {name}");
            }
            assert!(!operation["responses"].as_object().expect("responses").is_empty(), "{place}");
        }
    }
    let described = app().routes().iter().map(|route| route.methods.len()).sum::<usize>();
    assert_eq!(names.len(), described - 1, "all but the one that is hidden");
    assert_eq!(names["Paths_integer"], "get /path/integer/{value}");
    assert_eq!(names["Bodies_either_post"], "post /bodies/either");
}

#[tokio::test]
async fn the_document_may_be_kept_until_it_changes() {
    let app = app().test();
    let first = app.get("/openapi.json").await;
    let tag = first.assert_header("cache-control", "no-cache").header("etag").expect("an entity tag").to_owned();
    app.get("/openapi.json").header("if-none-match", &tag).await.assert_status(304).assert_text("");
    assert_eq!(app.head("/openapi.json").await.assert_status(200).bytes().len(), 0);
}

fn everywhere<'v>(value: &'v Value, visit: &mut impl FnMut(&'v Value)) {
    visit(value);
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| everywhere(element, visit)),
        Value::Object(members) => members.values().for_each(|member| everywhere(member, visit)),
        _ => {}
    }
}

//! What the application of `examples/tables`, with a route for every way to take and to give, says of itself, held
//! against what it does.
#![cfg(feature = "full")]

#[path = "../examples/tables/tables/mod.rs"]
mod tables;

use std::{fs, path::Path};

use framework::{TestApp, prelude::*, serde_json::Value};

fn app() -> TestApp {
    tables::app(App::new()).set("http.docs", "on").test()
}

async fn document() -> Value {
    app().get("/openapi.json").await.assert_status(200).json()
}

/// `GOLDEN=write cargo test --test openapi --features full` writes it anew; the difference is then reviewed.
#[tokio::test]
async fn the_document_is_the_golden_one() {
    golden("document.json", &format!("{:#}\n", document().await));
}

#[test]
fn the_contract_is_kept() {
    tables::app(App::new()).assert_contract("tests/openapi/contract.json");
}

#[tokio::test]
async fn what_the_document_says_is_what_happens() {
    app().assert_conformance().await;
}

fn golden(name: &str, written: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi").join(name);
    if std::env::var_os("GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&path, written).expect("the file can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == written, "{} is stale; `GOLDEN=write` writes it anew", path.display());
}

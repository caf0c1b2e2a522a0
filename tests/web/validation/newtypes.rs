//! A newtype has its rules wherever it is read.

use std::collections::BTreeMap;

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

use super::{app, expected, violations};

#[derive(Bean, Debug)]
struct Name(#[bean(length(1..=3), pattern("^[a-z]*$"))] String);

#[derive(Bean, Debug)]
#[bean(custom = finite)]
#[serde(transparent)]
struct Amount {
    #[bean(range(0.0..))]
    inner: f64,
}

fn finite(amount: &Amount) -> Result<(), &'static str> {
    if amount.inner.is_finite() { Ok(()) } else { Err("must be finite") }
}

#[derive(Bean, Debug)]
struct Wrapped(Name);

#[get_mapping("/names/<name>")]
fn named(
    name: Name,
    more: Vec<Name>,
    amount: Option<Amount>,
    #[header] token: Option<Name>,
    wrapped: Option<Wrapped>,
) -> String {
    format!("{name:?} {more:?} {amount:?} {token:?} {wrapped:?}").replace('"', "'")
}

#[post_mapping("/names")]
fn all_names(names: BTreeMap<String, Wrapped>) -> usize {
    names.len()
}

#[tokio::test]
async fn a_newtype_has_its_rules_as_a_parameter_too() {
    let cases = [
        ("abcd", "path parameter `name`: must have 1 to 3 characters, got `abcd`"),
        ("ABCD", "path parameter `name`: must have 1 to 3 characters, must match ^[a-z]*$, got `ABCD`"),
        ("a?more=a&more=B", "query parameter `more`: must match ^[a-z]*$, got `B`"),
        ("a?amount=-1", "query parameter `amount`: must be at least 0, got `-1`"),
        ("a?wrapped=", "query parameter `wrapped`: must have 1 to 3 characters, got ``"),
    ];
    let app = app();
    app.get("/names/abc?more=a&more=b&amount=0").await.assert_status(200);
    for (target, detail) in cases {
        let problem: Value = app.get(&format!("/names/{target}")).await.assert_status(400).json();
        assert_eq!(problem["detail"], detail, "{target}");
    }
    let problem: Value = app.get("/names/a").header("token", "SECRET").await.assert_status(400).json();
    assert_eq!(problem["detail"], "header parameter `token`: must have 1 to 3 characters, must match ^[a-z]*$");
    for amount in ["NaN", "inf", "-inf"] {
        app.get(&format!("/names/a?amount={amount}")).await.assert_status(400);
    }
}

#[tokio::test]
async fn a_newtype_has_its_rules_inside_json() {
    let app = app();
    app.post("/names").json(&json!({ "x": "abc" })).await.assert_text("1");
    let found = violations(&app.post("/names").json(&json!({ "x": "abcd", "y": 1 })).await);
    let all = [["/y", "type", "expected text, found a number"], ["/x", "length", "must have 1 to 3 characters"]];
    assert_eq!(found, expected(&all));
}

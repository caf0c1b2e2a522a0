//! Beans of bodies: JSON both ways, and every violation in one answer.

use std::collections::{BTreeMap, HashMap};

use framework::{
    ParameterError, TestApp,
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
};

use super::{Colour, MyBean, owned, violations};
use crate::answers::JSON;

pub(super) fn unstarted() -> App {
    App::new().module(module_path!())
}

pub(super) fn app() -> TestApp {
    unstarted().test()
}

#[get_mapping]
fn default_bean() -> MyBean {
    MyBean::default()
}

#[post_mapping("/echo")]
fn echo(bean: MyBean) -> MyBean {
    bean
}

#[tokio::test]
async fn the_default_bean_is_sent_as_its_defaults() {
    let text = r#"{"index":100,"name":"yuekeyuan"}"#;
    app().get("/default_bean").await.assert_status(200).assert_header("content-type", JSON).assert_text(text);
}

#[tokio::test]
async fn a_missing_member_has_its_default_and_an_unknown_one_is_ignored() {
    let cases = [
        ("{}", r#"{"index":100,"name":"yuekeyuan"}"#),
        (r#"{"index":-2147483648}"#, r#"{"index":-2147483648,"name":"yuekeyuan"}"#),
        (r#"{"name":"产\u0041","index":2147483647}"#, r#"{"index":2147483647,"name":"产A"}"#),
        (r#" { "name" : "" , "more" : [{}] } "#, r#"{"index":100,"name":""}"#),
    ];
    let app = app();
    for (body, text) in cases {
        let answer = app.post("/echo").body(body).header("content-type", "application/json").await;
        answer.assert_status(200).assert_header("content-type", JSON).assert_text(text);
    }
}

#[derive(Bean, Debug)]
struct User {
    index: i32,
    name: String,
    mail: Option<String>,
    address: Address,
    tags: Vec<String>,
    ages: BTreeMap<String, u8>,
    colour: Colour,
    born: NaiveDate,
    pair: [f32; 2],
}

#[derive(Bean, Debug)]
#[bean(deny_unknown)]
struct Address {
    zip: u32,
    #[serde(rename = "street/~name")]
    street: String,
}

fn good_user() -> Value {
    json!({
        "index": 1,
        "name": "Ada",
        "mail": null,
        "address": { "zip": 8000, "street/~name": "Rämistrasse" },
        "tags": ["a"],
        "ages": { "x": 255 },
        "colour": "darkGreen",
        "born": "2022-10-12",
        "pair": [1.5, -2.0],
    })
}

#[post_mapping("/users")]
async fn create(user: User) -> (HttpStatus, User) {
    (HttpStatus::CREATED, user)
}

#[tokio::test]
async fn a_bean_goes_in_and_out_as_json() {
    app().post("/users").json(&good_user()).await.assert_status(201).assert_json(good_user());
}

#[tokio::test]
async fn every_violation_is_in_one_422_with_its_pointer() {
    let body = json!({
        "index": 2_147_483_648_u32,
        "name": null,
        "mail": 7,
        "address": { "zip": "x", "more/of~it": 1 },
        "tags": ["a", 1, null, []],
        "ages": { "b": 256, "a/b": -1 },
        "colour": "green",
        "born": "2023-02-29",
        "pair": [1.0],
    });
    let mut found = violations(&app().post("/users").json(&body).await);
    let mut expected = owned(&[
        ("/index", "type"),
        ("/name", "type"),
        ("/mail", "type"),
        ("/address/zip", "type"),
        ("/address/street~1~0name", "required"),
        ("/address/more~1of~0it", "unknown"),
        ("/tags/1", "type"),
        ("/tags/2", "type"),
        ("/tags/3", "type"),
        ("/ages/b", "type"),
        ("/ages/a~1b", "type"),
        ("/colour", "one_of"),
        ("/born", "type"),
        ("/pair", "length"),
    ]);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_422_is_a_problem_that_names_all_missing_members() {
    app()
        .post("/users")
        .json(&json!({ "mail": "x", "tags": [], "ages": {}, "pair": [0, 0], "born": "2022-10-12" }))
        .await
        .assert_status(422)
        .assert_header("content-type", "application/problem+json")
        .assert_json(json!({
            "type": "about:blank",
            "title": "Unprocessable Entity",
            "status": 422,
            "detail": "body: /index is missing; /name is missing; /address is missing; and 1 more",
            "instance": "/users",
            "errors": [
                { "in": "body", "pointer": "/index", "rule": "required", "message": "is missing" },
                { "in": "body", "pointer": "/name", "rule": "required", "message": "is missing" },
                { "in": "body", "pointer": "/address", "rule": "required", "message": "is missing" },
                { "in": "body", "pointer": "/colour", "rule": "required", "message": "is missing" },
            ],
        }));
}

#[tokio::test]
async fn another_kind_of_json_is_a_violation_of_the_whole() {
    let app = app();
    for body in ["[]", "null", "1", "\"x\"", "true"] {
        let answer = app.post("/users").body(body).header("content-type", "application/json").await;
        assert_eq!(violations(&answer), owned(&[("", "type")]), "{body}");
    }
}

#[tokio::test]
async fn violations_are_bounded() {
    let tags: Vec<_> = (0..5000).collect();
    let answer = app().post("/users").json(&json!({ "tags": tags })).await;
    assert!(violations(&answer).len() <= 1000, "{}", violations(&answer).len());
}

#[post_mapping("/beside")]
fn beside(n: i32, bean: MyBean, #[header] x_n: Option<u8>) -> String {
    format!("{n} {} {x_n:?}", bean.index)
}

#[tokio::test]
async fn a_body_and_parameters_are_reported_together() {
    let answer = app().post("/beside?n=x").header("x-n", "y").json(&json!({ "index": "s3cret", "name": 1 })).await;
    assert_eq!(
        answer.assert_status(400).json::<Value>()["errors"],
        json!([
            { "in": "query", "name": "n", "message": "expected an integer (i32), got `x`" },
            { "in": "body", "pointer": "/index", "rule": "type", "message": "expected an integer (i32), found text" },
            { "in": "body", "pointer": "/name", "rule": "type", "message": "expected text, found a number" },
            { "in": "header", "name": "x-n", "message": "expected an integer (u8)" },
        ])
    );
    assert!(!answer.text().contains("s3cret"));
}

#[post_mapping]
fn any_value(value: Value) -> Value {
    value
}

#[derive(Bean)]
struct Node {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    children: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Box<Node>>,
}

#[post_mapping]
fn node(node: Node) -> Node {
    node
}

#[tokio::test]
async fn a_recursive_bean_goes_in_and_out() {
    let app = app();
    let text = r#"{"name":"a","children":[{"name":"b","next":{"name":"c"}}]}"#;
    let answer = app.post("/node").body(text).header("content-type", "application/json").await;
    answer.assert_status(200).assert_text(text);
    let wrong = json!({ "name": "a", "next": { "children": [{ "name": 1 }, 2], "next": { "next": {} } } });
    assert_eq!(
        violations(&app.post("/node").json(&wrong).await),
        owned(&[
            ("/next/name", "required"),
            ("/next/children/0/name", "type"),
            ("/next/children/1", "type"),
            ("/next/next/name", "required"),
            ("/next/next/next/name", "required"),
        ])
    );
}

#[tokio::test]
async fn an_alias_of_a_variant_is_no_violation() {
    let mut body = good_user();
    body["colour"] = "blue".into();
    let app = app();
    app.post("/users").json(&body).await.assert_status(201);
    body["index"] = "x".into();
    assert_eq!(violations(&app.post("/users").json(&body).await), owned(&[("/index", "type")]));
}

#[post_mapping]
fn list(users: Vec<MyBean>) -> Vec<MyBean> {
    users
}

#[put_mapping]
fn map(users: HashMap<String, MyBean>) -> usize {
    users.len()
}

#[patch_mapping]
fn optional(bean: Option<MyBean>) -> String {
    format!("{:?}", bean.map(|bean| bean.index))
}

#[post_mapping]
fn own_decision(bean: Result<MyBean, ParameterError>) -> String {
    match bean {
        Ok(bean) => bean.name,
        Err(error) => format!("{} {}", error.status(), error.is_missing()),
    }
}

#[post_mapping]
async fn explicit(#[body] bean: MyBean) -> i32 {
    bean.index
}

#[tokio::test]
async fn containers_options_and_results_of_beans_are_read_from_the_body() {
    let app = app();
    app.post("/list").json(&json!([{ "index": 1 }, {}])).await.assert_status(200);
    let answer = app.post("/list").json(&json!([{}, { "index": "x" }, 3])).await;
    assert_eq!(violations(&answer), owned(&[("/1/index", "type"), ("/2", "type")]));
    app.put("/map").json(&json!({ "a": {}, "b": {} })).await.assert_text("2");
    assert_eq!(violations(&app.put("/map").json(&json!({ "a": 1 })).await), owned(&[("/a", "type")]));
    app.patch("/optional").await.assert_status(200).assert_text("None");
    app.patch("/optional").json(&json!({ "index": 5 })).await.assert_text("Some(5)");
    app.patch("/optional").json(&json!({ "index": "x" })).await.assert_status(422);
    app.post("/own_decision").await.assert_text("400 Bad Request true");
    app.post("/own_decision").json(&json!({ "index": "x" })).await.assert_text("422 Unprocessable Entity false");
    app.post("/own_decision").json(&json!({})).await.assert_text("yuekeyuan");
    app.post("/explicit").json(&json!({ "index": 3 })).await.assert_text("3");
}

//! Kinds of beans: tuples, beside serde's own derives, only read, generic and recursive; and how deep their JSON may be.

use std::{borrow::Cow, collections::BTreeMap};

use framework::{
    TestApp,
    prelude::*,
    serde::{Deserialize, Serialize},
    serde_json::{Value, json},
};

use super::sorted;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean, Debug)]
struct Point(i32, f64, Option<String>);

#[derive(Bean, Debug)]
struct Nothing;

#[derive(Bean, Debug)]
struct Figure {
    at: Point,
    nothing: Nothing,
}

#[post_mapping("/figure")]
fn figure(figure: Figure) -> Figure {
    figure
}

#[post_mapping("/points")]
fn points(points: Vec<Point>) -> Vec<Point> {
    points
}

#[tokio::test]
async fn members_without_names_are_an_array_and_those_with_names_never_are() {
    let app = app();
    let good = json!({ "at": [1, 2.5, null], "nothing": {} });
    app.post("/figure").json(&good).await.assert_status(200).assert_json(good);
    app.post("/points").json(&json!([[1, 2, "x"]])).await.assert_text(r#"[[1,2.0,"x"]]"#);
    let cases = [
        (json!([[1, 2.5, null], {}]), vec![" type"]),
        (json!({ "at": [1], "nothing": [] }), vec!["/at length", "/nothing type"]),
        (json!({ "at": {}, "nothing": null }), vec!["/at type", "/nothing type"]),
        (json!({ "at": ["x", "y", 1], "nothing": {} }), vec!["/at/0 type", "/at/1 type", "/at/2 type"]),
    ];
    for (body, expected) in cases {
        assert_eq!(sorted(&app.post("/figure").json(&body).await), expected, "{body}");
    }
}

/// Beside serde's own derives.
#[derive(Bean, Serialize, Deserialize, Debug)]
#[bean(serde)]
#[serde(crate = "framework::serde", rename_all = "camelCase", expecting = "a user")]
struct Theirs {
    first_name: String,
    #[serde(default)]
    how_old: u8,
    kind: Kind,
}

#[derive(Bean, Serialize, Deserialize, Debug)]
#[bean(serde)]
#[serde(crate = "framework::serde", tag = "is")]
enum Kind {
    Small,
    Large { by: u32 },
}

#[post_mapping("/theirs")]
fn theirs(theirs: Theirs) -> Theirs {
    theirs
}

#[tokio::test]
async fn a_bean_beside_serdes_own_derives_is_a_bean_all_the_same() {
    let good = json!({ "firstName": "x", "howOld": 1, "kind": { "is": "Large", "by": 1 } });
    app().post("/theirs").json(&good).await.assert_status(200).assert_json(good);
    let wrong = json!({ "howOld": 256, "kind": { "is": "Large" } });
    let expected = ["/firstName required", "/howOld type", "/kind/by required"];
    assert_eq!(sorted(&app().post("/theirs").json(&wrong).await), expected);
}

#[derive(Bean)]
#[bean(input)]
struct Secret {
    password: String,
}

#[post_mapping("/secret")]
fn secret(secret: Secret) -> usize {
    secret.password.len()
}

#[post_mapping("/leak")]
fn leak(pages: Pages<Secret>) -> Pages<Secret> {
    pages
}

#[tokio::test]
async fn a_bean_that_is_only_read_is_never_sent() {
    app().post("/secret").json(&json!({ "password": "four" })).await.assert_text("4");
    let answer = app().post("/leak").json(&json!({ "items": [{ "password": "four" }] })).await;
    assert!(!answer.assert_status(500).text().contains("four"));
}

#[derive(Bean)]
struct Pages<T> {
    items: Vec<T>,
    left: Option<Box<Pages<T>>>,
}

#[derive(Bean, Debug)]
struct First {
    second: Option<Box<Second>>,
}

#[derive(Bean, Debug)]
struct Second {
    first: Vec<First>,
    name: Cow<'static, str>,
}

/// Its parameters have defaults, its members rules, its variants members.
#[derive(Bean)]
struct Batch<T = u8, M = std::collections::BTreeMap<String, T>> {
    #[bean(length(1..=3))]
    items: Vec<T>,
    pair: [Tagged<T>; 2],
    #[bean(default)]
    meta: Option<M>,
}

#[derive(Bean)]
#[serde(tag = "type")]
enum Tagged<T = u8> {
    One {
        #[bean(length(..=2))]
        of: Vec<T>,
    },
}

#[request_mapping("/generic/defaults", methods("GET", "POST"))]
fn generic_defaults(batch: Batch) -> Batch {
    batch
}

#[tokio::test]
async fn parameters_of_a_generic_bean_may_have_defaults() {
    let one = |of: Value| json!({ "type": "One", "of": of });
    let body = json!({ "items": [1], "pair": [one(json!([1])), one(json!([]))], "meta": { "a": 2 } });
    app().post("/generic/defaults").json(&body).await.assert_status(200).assert_json(body);
    let wrong = json!({ "items": [], "pair": [one(json!([1, 2, 3])), one(json!([255]))] });
    let answer = app().post("/generic/defaults").json(&wrong).await;
    assert_eq!(sorted(&answer), ["/items length", "/pair/0/of length"]);
    let wrong = json!({ "items": [1], "pair": [one(json!([1])), one(json!([256]))] });
    assert_eq!(sorted(&app().post("/generic/defaults").json(&wrong).await), ["/pair/1/of/0 type"]);
}

#[tokio::test]
async fn an_array_is_a_member_of_so_many_elements_in_every_way() {
    let app = app();
    let fields =
        [("items", "1"), ("pair[0].type", "One"), ("pair[0].of", "1"), ("pair[7].type", "One"), ("pair[7].of", "2")];
    let expected =
        json!({ "items": [1], "pair": [{ "type": "One", "of": [1] }, { "type": "One", "of": [2] }], "meta": null });
    app.post("/generic/defaults").form(&fields).await.assert_json(expected.clone());
    let query = fields.iter().fold(app.get("/generic/defaults"), |query, (name, value)| query.query(name, value));
    query.await.assert_json(expected);
    for fields in [&fields[..3], &[&fields[..], &[("pair[8].type", "One"), ("pair[8].of", "2")]].concat()] {
        app.post("/generic/defaults").form(fields).await.assert_violation("/pair", "length");
    }
}

/// What serde keeps before it knows the variant has texts as keys.
#[derive(Bean)]
#[serde(tag = "type")]
enum Counted {
    #[allow(dead_code)]
    By { number: std::collections::BTreeMap<i32, u8> },
}

#[post_mapping("/counted")]
fn counted(counted: Counted) -> Counted {
    counted
}

#[tokio::test]
async fn the_log_says_what_serde_could_not_read() {
    let answer = app().post("/counted").json(&json!({ "type": "By", "number": { "1": 2 } })).await;
    answer.assert_status(422).assert_body_contains("cannot be read").assert_logged("Counted`: invalid type");
}

#[post_mapping("/generic")]
fn generic(pages: Pages<Vec<First>>, #[query] number: Option<u8>) -> Pages<Option<First>> {
    let _number = number;
    let items = pages.items.into_iter().map(|mut items| items.pop()).collect();
    Pages { items, left: None }
}

#[post_mapping("/generic/other")]
fn other_generic(pages: Pages<First>) -> Pages<First> {
    pages
}

#[tokio::test]
async fn a_generic_bean_has_a_readable_name_for_each_of_its_types() {
    let body = json!({ "items": [[{ "second": { "first": [{}], "name": "x" } }], []] });
    let sent = json!({ "items": [{ "second": { "first": [{ "second": null }], "name": "x" } }, null], "left": null });
    app().post("/generic").json(&body).await.assert_status(200).assert_json(sent);
    let wrong = json!({ "items": [[{ "second": { "first": [{ "second": 1 }] } }]], "left": { "items": 1 } });
    let expected = ["/items/0/0/second/first/0/second type", "/items/0/0/second/name required", "/left/items type"];
    assert_eq!(sorted(&app().post("/generic").json(&wrong).await), expected);
    let document: Value = app().get("/openapi.json").await.json();
    for name in ["Pages_Vec_First", "Pages_Option_First", "Pages_First", "First", "Second"] {
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
    }
}

#[post_mapping("/depth/value")]
fn any_value(value: Value) -> Value {
    value
}

#[derive(Bean)]
struct Flattened {
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[post_mapping("/depth/flattened")]
fn flattened(bean: Flattened) -> Flattened {
    bean
}

#[post_mapping("/depth/map")]
fn map(map: BTreeMap<String, Vec<Option<Value>>>) -> usize {
    map.len()
}

#[tokio::test]
async fn no_depth_of_json_overflows_the_stack() {
    let app = app();
    let deep = 100_000;
    let bodies = [
        "[".repeat(deep),
        "[".repeat(deep) + &"]".repeat(deep),
        r#"{"a":"#.repeat(deep),
        r#"{"a":"#.repeat(deep) + "1" + &"}".repeat(deep),
        r#"{"items":[[{"second":"#.to_owned() + &"[".repeat(deep),
        r#"{"second":{"first":["#.repeat(deep),
        r#"{"left":"#.repeat(deep) + "null" + &"}".repeat(deep),
        format!(r#"{{"q":1,"x":{}1{}}}"#, "[".repeat(deep), "]".repeat(deep)),
    ];
    let paths = ["/depth/value", "/depth/flattened", "/depth/map", "/generic", "/points", "/theirs"];
    for path in paths {
        for body in &bodies {
            let answer = app.post(path).body(body.clone()).header("content-type", "application/json").await;
            answer.assert_status(400).assert_header("content-type", "application/problem+json");
        }
    }
    // As deep as it may be, and wrong at the bottom: it is looked through all the way down.
    let body = r#"{"items":[],"left":"#.repeat(120) + "1" + &"}".repeat(120);
    let answer = app.post("/generic").body(body).header("content-type", "application/json").await;
    assert_eq!(sorted(&answer), ["/left".repeat(120) + " type"]);
}

//! Shapes of beans: renamed and flattened members, generic ones, newtypes, enums as keys, defaults of the whole.

use std::collections::BTreeMap;

use framework::{
    TestApp,
    prelude::*,
    serde::{Deserialize, Deserializer, Serializer},
    serde_json::{Value, json},
};

use super::{Colour, MyBean, owned, violations};
use crate::answers::JSON;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean)]
#[serde(rename_all = "kebab-case")]
struct Named {
    first_name: String,
    #[serde(rename = "AGE", alias = "age", alias = "years")]
    age: u8,
    #[bean(skip)]
    cache: u64,
    #[serde(skip)]
    other_cache: Vec<u8>,
    #[serde(default)]
    is_new: bool,
    r#type: Option<String>,
}

#[post_mapping]
fn named(mut named: Named) -> Result<Named, Invalid> {
    if named.cache != 0 || !named.other_cache.is_empty() {
        return Err(Invalid::conflict("a skipped member was read"));
    }
    named.cache = 7;
    named.other_cache.push(7);
    Ok(named)
}

#[tokio::test]
async fn members_are_renamed_aliased_and_skipped() {
    let app = app();
    let text = r#"{"first-name":"A","AGE":3,"is-new":false,"type":null}"#;
    for (age, more) in [("AGE", 0), ("age", 1), ("years", 2)] {
        let body = json!({ "first-name": "A", age: 3, "cache": more, "other-cache": "x", "other_cache": more });
        app.post("/named").json(&body).await.assert_status(200).assert_text(text);
    }
    let answer = app.post("/named").json(&json!({ "first_name": "A", "years": 256, "type": 1 })).await;
    assert_eq!(violations(&answer), owned(&[("/first-name", "required"), ("/years", "type"), ("/type", "type")]));
    let answer = app.post("/named").json(&json!({ "is-new": null })).await;
    assert_eq!(violations(&answer), owned(&[("/first-name", "required"), ("/AGE", "required"), ("/is-new", "type")]));
}

#[derive(Bean)]
struct Shape {
    name: String,
    #[serde(flatten)]
    size: ShapeSize,
}

#[derive(Bean)]
struct ShapeSize {
    width: u16,
    #[bean(default = 1)]
    height: u16,
}

#[post_mapping]
fn shape(shape: Shape) -> Shape {
    shape
}

#[tokio::test]
async fn a_flattened_bean_stands_among_the_members() {
    let app = app();
    let body = json!({ "name": "x", "width": 3 });
    app.post("/shape").json(&body).await.assert_status(200).assert_text(r#"{"name":"x","width":3,"height":1}"#);
    let answer = app.post("/shape").json(&json!({ "name": 1, "height": -1 })).await;
    assert_eq!(violations(&answer), owned(&[("/name", "type"), ("/width", "required"), ("/height", "type")]));
}

#[derive(Bean)]
struct Open {
    name: String,
    count: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, i32>,
}

#[post_mapping]
fn open(open: Open) -> Open {
    open
}

#[tokio::test]
async fn a_flattened_map_takes_the_other_members() {
    let app = app();
    let body = json!({ "name": "x", "count": 1, "b": 2, "a": -1 });
    app.post("/open").json(&body).await.assert_status(200).assert_text(r#"{"name":"x","count":1,"a":-1,"b":2}"#);
    let answer = app.post("/open").json(&json!({ "name": "x", "count": 256, "a": 1, "b": "x" })).await;
    let mut found = violations(&answer);
    found.sort();
    assert_eq!(found, owned(&[("/b", "type"), ("/count", "type")]));
}

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
    first: Option<T>,
}

#[derive(Bean, Debug, Clone, PartialEq)]
struct Metres(u16);

#[post_mapping]
fn page(page: Page<MyBean>) -> Page<MyBean> {
    page
}

#[post_mapping]
fn page_of_metres(page: Page<Metres>) -> Page<Metres> {
    page
}

#[tokio::test]
async fn a_generic_bean_is_one_for_each_of_its_types() {
    let app = app();
    let body = json!({ "items": [{}] });
    let text = r#"{"items":[{"index":100,"name":"yuekeyuan"}],"first":null}"#;
    app.post("/page").json(&body).await.assert_status(200).assert_text(text);
    app.post("/page_of_metres").json(&json!({ "items": [1] })).await.assert_text(r#"{"items":[1],"first":null}"#);
    let answer = app.post("/page").json(&json!({ "items": [{ "index": "x" }], "first": { "name": 1 } })).await;
    assert_eq!(violations(&answer), owned(&[("/items/0/index", "type"), ("/first/name", "type")]));
    let answer = app.post("/page_of_metres").json(&json!({ "items": [1, 65536] })).await;
    assert_eq!(violations(&answer), owned(&[("/items/1", "type")]));
}

#[derive(Bean)]
struct Wrapped(MyBean);

#[post_mapping("/newtype/<path>")]
fn newtype(path: Metres, query: Vec<Metres>, bean: Wrapped) -> Value {
    json!([path, query, bean])
}

#[get_mapping("/newtype")]
fn newtype_out() -> Metres {
    Metres(7)
}

#[tokio::test]
async fn a_newtype_is_what_it_wraps() {
    let app = app();
    app.get("/newtype").await.assert_status(200).assert_header("content-type", JSON).assert_text("7");
    let answer = app.post("/newtype/1?query=2&query=3").json(&json!({ "index": 4 })).await;
    answer.assert_status(200).assert_text(r#"[1,[2,3],{"index":4,"name":"yuekeyuan"}]"#);
    let answer = app.post("/newtype/1").json(&json!({ "index": "x" })).await;
    assert_eq!(violations(&answer), owned(&[("/index", "type")]));
}

#[get_mapping("/colours/<first>")]
fn colours(first: Colour, more: Vec<Colour>, last: Option<Colour>) -> Vec<Colour> {
    [first].into_iter().chain(more).chain(last).collect()
}

#[post_mapping]
fn stock(stock: BTreeMap<Colour, u32>) -> BTreeMap<Colour, u32> {
    stock
}

#[tokio::test]
async fn an_enum_is_text_as_parameter_and_as_key() {
    let app = app();
    app.get("/colours/red?more=darkGreen&more=blue").await.assert_text(r#"["red","darkGreen","the blue"]"#);
    app.get("/colours/the%20blue?last=red").await.assert_text(r#"["the blue","red"]"#);
    let answer = app.get("/colours/Red?last=").await;
    let errors = answer.assert_status(400).json::<Value>()["errors"].clone();
    assert_eq!(
        errors,
        json!([
            { "in": "path", "name": "first", "message": "expected one of red, darkGreen, the blue, got `Red`" },
            { "in": "query", "name": "last", "message": "expected one of red, darkGreen, the blue, got ``" },
        ])
    );
    let body = json!({ "the blue": 1, "red": 2 });
    app.post("/stock").json(&body).await.assert_status(200).assert_text(r#"{"red":2,"the blue":1}"#);
    assert_eq!(violations(&app.post("/stock").json(&json!({ "red": -1 })).await), owned(&[("/red", "type")]));
}

#[tokio::test]
async fn a_bad_key_of_a_map_is_a_violation_beside_bad_values() {
    let answer = app().post("/stock").json(&json!({ "green": 1, "red": "x" })).await;
    let mut found = violations(&answer);
    found.sort();
    let pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/green", "/red"]);
}

#[derive(Bean)]
struct OneWay {
    #[serde(skip_deserializing)]
    out: u8,
    #[serde(skip_serializing)]
    password: String,
    count: u8,
}

#[post_mapping]
fn one_way(bean: OneWay) -> (HttpStatus, OneWay) {
    let status = if bean.password == "s3cret" && bean.out == 0 { HttpStatus::OK } else { HttpStatus::CONFLICT };
    (status, OneWay { out: 9, ..bean })
}

#[tokio::test]
async fn a_member_that_is_never_read_is_no_violation() {
    let app = app();
    let body = json!({ "out": "x", "password": "s3cret", "count": 1 });
    app.post("/one_way").json(&body).await.assert_status(200).assert_text(r#"{"out":9,"count":1}"#);
    let answer = app.post("/one_way").json(&json!({ "out": "x", "password": "s3cret", "count": "y" })).await;
    assert_eq!(violations(&answer), owned(&[("/count", "type")]));
}

#[derive(Bean)]
struct Renamed {
    #[serde(rename(serialize = "out", deserialize = "in"))]
    member: u8,
}

#[post_mapping]
fn renamed(bean: Renamed) -> Renamed {
    bean
}

#[tokio::test]
async fn a_member_may_have_one_name_in_and_another_out() {
    let app = app();
    app.post("/renamed").json(&json!({ "in": 1 })).await.assert_status(200).assert_text(r#"{"out":1}"#);
    assert_eq!(violations(&app.post("/renamed").json(&json!({ "in": "x" })).await), owned(&[("/in", "type")]));
    assert_eq!(violations(&app.post("/renamed").json(&json!({})).await), owned(&[("/in", "required")]));
}

#[derive(Bean)]
struct Wide {
    number: i128,
    text: String,
}

#[post_mapping]
fn wide(bean: Wide) -> Wide {
    bean
}

#[tokio::test]
async fn a_number_of_128_bits_is_exact_and_no_violation() {
    let app = app();
    let text = format!(r#"{{"number":{},"text":""}}"#, i128::MIN);
    let answer = app.post("/wide").body(text.clone()).header("content-type", "application/json").await;
    answer.assert_status(200).assert_text(&text);
    let text = format!(r#"{{"number":{},"text":1}}"#, i128::MIN);
    let answer = app.post("/wide").body(text).header("content-type", "application/json").await;
    assert_eq!(violations(&answer), owned(&[("/text", "type")]));
}

#[derive(Bean)]
struct Converted {
    #[serde(with = "hex")]
    token: u64,
}

mod hex {
    use super::*;

    pub(super) fn serialize<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{value:x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map_err(|_| framework::serde::de::Error::custom("expected hexadecimal digits"))
    }
}

#[post_mapping]
fn converted(bean: Converted) -> Converted {
    bean
}

#[tokio::test]
async fn a_member_may_be_converted_by_functions_and_its_value_is_never_shown() {
    let app = app();
    app.post("/converted").json(&json!({ "token": "ff" })).await.assert_status(200).assert_text(r#"{"token":"ff"}"#);
    let answer = app.post("/converted").json(&json!({ "token": "xyz" })).await;
    assert!(!violations(&answer).is_empty());
    for secret in [json!(987_654_321), json!({ "s3cret": 1 }), json!(["s3cret"])] {
        let answer = app.post("/converted").json(&json!({ "token": secret })).await;
        answer.assert_status(422);
        assert!(!answer.text().contains("987654321") && !answer.text().contains("s3cret"), "{}", answer.text());
    }
}

#[derive(Bean)]
#[bean(deny_unknown)]
struct Closed {
    a: Option<u8>,
}

#[post_mapping]
fn closed(bean: Closed) -> Closed {
    bean
}

#[tokio::test]
async fn unknown_members_are_refused_where_the_bean_says_so() {
    let app = app();
    app.post("/closed").json(&json!({})).await.assert_status(200).assert_text(r#"{"a":null}"#);
    let answer = app.post("/closed").json(&json!({ "a": 256, "b": 1, "c": 1 })).await;
    assert_eq!(violations(&answer), owned(&[("/a", "type"), ("/b", "unknown"), ("/c", "unknown")]));
}

#[post_mapping]
fn twice(bean: MyBean) -> i32 {
    bean.index
}

#[tokio::test]
async fn a_member_that_is_there_twice_is_refused() {
    let body = r#"{"index":1,"index":2}"#;
    let status = app().post("/twice").body(body).header("content-type", "application/json").await.status().code();
    assert!([400, 422].contains(&status), "{status}");
}

#[derive(Bean)]
#[bean(default)]
#[serde(default)]
struct AllDefaulted {
    #[bean(default = 100)]
    index: i32,
    name: String,
}

#[post_mapping]
fn all_defaulted(bean: AllDefaulted) -> AllDefaulted {
    bean
}

#[tokio::test]
async fn a_default_on_the_struct_stands_for_every_missing_member() {
    let app = app();
    app.post("/all_defaulted").json(&json!({})).await.assert_status(200).assert_text(r#"{"index":100,"name":""}"#);
    let answer = app.post("/all_defaulted").json(&json!({ "index": "x" })).await;
    assert_eq!(violations(&answer), owned(&[("/index", "type")]));
}

#[derive(Bean)]
#[serde(transparent)]
struct Transparent {
    inner: u16,
}

#[post_mapping]
fn transparent(beans: BTreeMap<String, Transparent>) -> BTreeMap<String, Transparent> {
    beans
}

#[tokio::test]
async fn a_transparent_struct_is_what_it_wraps() {
    let app = app();
    app.post("/transparent").json(&json!({ "a": 1 })).await.assert_status(200).assert_text(r#"{"a":1}"#);
    let answer = app.post("/transparent").json(&json!({ "a": 1, "b": "x" })).await;
    assert_eq!(violations(&answer), owned(&[("/b", "type")]));
}

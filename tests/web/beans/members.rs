//! What JSON and query strings say of a bean's members: flattened ones, `null` and missing, switches.

use std::collections::BTreeMap;

use framework::{
    TestApp,
    prelude::*,
    serde_json::{Value, json},
};

use super::sorted;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean, Debug)]
struct Search {
    q: String,
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    by: Sorting,
    #[serde(flatten)]
    area: Option<Area>,
}

#[derive(Bean, Debug)]
struct Filtered {
    #[serde(flatten)]
    area: Area,
    #[serde(flatten)]
    filters: BTreeMap<String, u64>,
}

#[get_mapping("/filtered")]
fn filtered(filtered: Filtered) -> Filtered {
    filtered
}

#[derive(Bean, Debug)]
struct Page {
    #[bean(default = 1)]
    number: u64,
    ratio: f64,
    exact: bool,
    least: Option<i64>,
    tag: Vec<u8>,
    order: Order,
    #[serde(flatten)]
    inner: Inner,
}

#[derive(Bean, Debug)]
struct Inner {
    depth: i8,
}

#[derive(Bean, Debug)]
struct Area {
    west: f32,
    east: f32,
}

#[derive(Bean, Debug)]
#[serde(rename_all = "lowercase")]
enum Order {
    Up,
    Down,
}

#[derive(Bean, Debug)]
#[serde(tag = "by", rename_all = "lowercase")]
enum Sorting {
    Name,
    Distance { from: f64 },
}

#[get_mapping("/search")]
fn search(search: Search) -> Search {
    search
}

#[post_mapping("/search")]
fn search_json(search: Search) -> Search {
    search
}

#[tokio::test]
async fn numbers_of_flattened_members_are_read_from_a_query_string() {
    let target = "/search?q=7&number=18446744073709551615&ratio=1&exact=1&least=-9223372036854775808&tag=1&tag=255\
                  &order=down&depth=-128&by=distance&from=2.5&west=1&east=-1.5";
    let all = json!({
        "q": "7",
        "number": u64::MAX,
        "ratio": 1.0,
        "exact": true,
        "least": i64::MIN,
        "tag": [1, 255],
        "order": "down",
        "depth": -128,
        "by": "distance",
        "from": 2.5,
        "west": 1.0,
        "east": -1.5,
    });
    let answer: Value = app().get(target).await.assert_status(200).json();
    let members = answer.as_object().expect("an object");
    for (name, value) in all.as_object().expect("an object") {
        assert_eq!(members.get(name), Some(value), "{name}");
    }
    app()
        .get("/filtered?a=18446744073709551615&west=1&b=0&east=-1.5")
        .await
        .assert_json(json!({ "west": 1.0, "east": -1.5, "a": u64::MAX, "b": 0 }));
}

#[tokio::test]
async fn flattened_members_that_are_wrong_are_named_where_they_stand() {
    let target = "/search?q=x&ratio=x&exact=2&tag=256&order=left&depth=128&by=distance&from=x";
    let problem: Value = app().get(target).await.assert_status(400).json();
    let names: Vec<_> = problem["errors"].as_array().expect("errors").iter().map(|error| &error["name"]).collect();
    for name in ["ratio", "exact", "tag", "order", "depth", "from"] {
        assert!(names.contains(&&json!(name)), "{name}: {problem}");
    }
    let body = json!({ "q": "x", "ratio": "x", "exact": 2, "tag": [256], "order": "left", "depth": 1, "by": "size" });
    let expected = ["/by one_of", "/exact type", "/order one_of", "/ratio type", "/tag/0 type"];
    let found = sorted(&app().post("/search").json(&body).await);
    for expected in expected {
        assert!(found.contains(&expected.to_owned()), "{expected}: {found:?}");
    }
    assert!(!found.iter().any(|found| found.starts_with("/west")), "{found:?}");
}

#[derive(Bean, Debug, Default)]
struct Floats {
    x: Option<f64>,
}

#[get_mapping("/floats")]
fn floats(floats: Floats) -> Floats {
    floats
}

#[tokio::test]
async fn a_number_that_json_does_not_know_is_refused_and_not_lost() {
    for x in ["1e400", "NaN", "inf", "-inf"] {
        app().get(&format!("/floats?x={x}")).await.assert_status(400);
    }
    app().get("/floats?x=1e4").await.assert_text(r#"{"x":10000.0}"#);
}

#[post_mapping("/floats")]
fn floats_json(floats: Floats) -> Floats {
    floats
}

#[tokio::test]
async fn a_number_is_read_exactly_and_not_nearly() {
    for x in ["5e-32", "0.30000000000000004", "1.7976931348623157e308", "5e-324", "9007199254740993.0"] {
        let number: f64 = x.parse().expect("a number");
        let read = format!("{{\"x\":{}}}", json!(number));
        let json = app().post("/floats").header("content-type", "application/json").body(format!("{{\"x\":{x}}}"));
        json.await.assert_text(&read);
        app().post("/floats").form(&[("x", x)]).await.assert_text(&read);
    }
}

/// What is changed of a user.
#[derive(Bean, Debug, PartialEq)]
struct Patch {
    name: Option<String>,
    #[serde(rename = "phone")]
    telephone: Option<Option<String>>,
    age: Option<Option<u8>>,
    active: Option<Option<bool>>,
}

#[patch_mapping("/patch")]
fn patch(patch: Patch) -> Patch {
    patch
}

#[get_mapping("/patch")]
fn patch_query(patch: Patch) -> Patch {
    patch
}

#[tokio::test]
async fn null_is_told_from_missing() {
    let app = app();
    let cases = [
        (r#"{}"#, r#"{"name":null}"#),
        (r#"{"phone":null}"#, r#"{"name":null,"phone":null}"#),
        (r#"{"name":"x","phone":"1","age":5,"active":0}"#, r#"{"name":"x","phone":"1","age":5,"active":false}"#),
        (r#"{"active":null,"age":null}"#, r#"{"name":null,"age":null,"active":null}"#),
    ];
    for (body, text) in cases {
        let answer = app.patch("/patch").body(body).header("content-type", "application/json").await;
        answer.assert_status(200).assert_text(text);
    }
    let wrong = json!({ "name": 1, "phone": 1, "age": 256, "active": 2 });
    let expected = ["/active type", "/age type", "/name type", "/phone type"];
    assert_eq!(sorted(&app.patch("/patch").json(&wrong).await), expected);
    app.get("/patch?age=5").await.assert_text(r#"{"name":null,"age":5}"#);
}

#[derive(Bean, Debug)]
struct Switches {
    one: bool,
    #[bean(default = true)]
    other: bool,
    maybe: Option<bool>,
    list: Vec<bool>,
}

#[post_mapping("/switches")]
fn switches(switches: Switches) -> Switches {
    switches
}

#[tokio::test]
async fn a_switch_may_be_0_or_1_in_json() {
    let app = app();
    let cases = [
        (json!({ "one": 1, "list": [true] }), json!({ "one": true, "other": true, "maybe": null, "list": [true] })),
        (
            json!({ "one": 0, "other": 0, "maybe": 1, "list": [] }),
            json!({ "one": false, "other": false, "maybe": true, "list": [] }),
        ),
        (
            json!({ "one": true, "other": false, "maybe": null, "list": [] }),
            json!({ "one": true, "other": false, "maybe": null, "list": [] }),
        ),
    ];
    for (body, answer) in cases {
        app.post("/switches").json(&body).await.assert_status(200).assert_json(answer);
    }
    for wrong in [json!(2), json!(-1), json!(1.5), json!("1"), json!("true"), json!([]), Value::Null] {
        let body = json!({ "one": wrong, "other": wrong, "maybe": wrong, "list": [1] });
        let mut expected = vec!["/list/0 type", "/maybe type", "/one type", "/other type"];
        expected.retain(|expected| !wrong.is_null() || !expected.starts_with("/maybe"));
        assert_eq!(sorted(&app.post("/switches").json(&body).await), expected, "{wrong}");
    }
}

#[tokio::test]
async fn what_is_flattened_is_described_among_the_members() {
    let document: Value = app().get("/openapi.json").await.json();
    let schemas = &document["components"]["schemas"];
    let search = &schemas["Search"];
    assert_eq!(search["allOf"], json!([{ "$ref": "#/components/schemas/Sorting" }]));
    assert!(search["properties"]["depth"].is_object() && search["properties"]["west"].is_object(), "{search}");
    let required = search["required"].as_array().expect("a list");
    assert!(required.contains(&json!("exact")) && !required.contains(&json!("west")), "{search}");
    assert_eq!(schemas["Filtered"]["additionalProperties"]["type"], "integer");
}

#[derive(Bean)]
struct Widest {
    signed: i128,
    unsigned: u128,
}

#[post_mapping("/widest")]
fn widest(value: Widest) -> Widest {
    value
}

#[tokio::test]
async fn numbers_of_128_bits_come_and_go_exactly_in_json() {
    let app = app();
    let send = async |signed: &str, unsigned: &str| {
        let body = format!(r#"{{"signed":{signed},"unsigned":{unsigned}}}"#);
        (body.clone(), app.post("/widest").header("content-type", "application/json").body(body).await)
    };
    let (signed, unsigned) = (i128::MAX.to_string(), u128::MAX.to_string());
    for signed in [i128::MIN.to_string(), signed.clone(), "0".to_owned(), "-1".to_owned()] {
        let (body, answer) = send(&signed, &unsigned).await;
        answer.assert_status(200).assert_text(&body);
    }
    // One beyond each bound.
    for (signed, unsigned) in [
        ("170141183460469231731687303715884105728", "0"),
        ("-170141183460469231731687303715884105729", "0"),
        ("0", "340282366920938463463374607431768211456"),
        ("0", "-1"),
    ] {
        let (body, answer) = send(signed, unsigned).await;
        assert_eq!(answer.status().code(), 422, "{body}: {}", answer.text());
    }
}

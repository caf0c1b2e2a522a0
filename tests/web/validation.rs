//! Rules of beans: each at its bounds, everything wrong in one answer, wherever a bean is read.

mod bounds;
mod described;
mod newtypes;
mod shapes;

use std::collections::BTreeMap;

use framework::{
    TestApp, TestResponse, Violation,
    prelude::*,
    serde_json::{Value, json},
};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

/// Pointer, rule and message of every violation, in order.
fn violations(answer: &TestResponse) -> Vec<[String; 3]> {
    let problem: Value = answer.assert_status(422).assert_header("content-type", "application/problem+json").json();
    let errors = problem["errors"].as_array().expect("a list of errors").clone();
    errors
        .iter()
        .map(|error| ["pointer", "rule", "message"].map(|member| error[member].as_str().expect(member).to_owned()))
        .collect()
}

fn expected(list: &[[&str; 3]]) -> Vec<[String; 3]> {
    list.iter().map(|violation| violation.map(ToOwned::to_owned)).collect()
}

#[derive(Bean, Debug)]
struct Order {
    #[bean(length(1..=5))]
    name: String,
    #[serde(rename = "ship/to~")]
    address: Address,
    #[bean(length(..=2))]
    lines: Vec<Line>,
    #[bean(default)]
    notes: BTreeMap<String, Note>,
    #[bean(default, nested)]
    parent: Option<Box<Order>>,
    #[serde(flatten)]
    terms: Terms,
    #[serde(alias = "amount", default)]
    #[bean(range(..=9))]
    total: u32,
}

#[derive(Bean, Debug)]
struct Address {
    #[bean(pattern("^[0-9]{4}$"))]
    zip: String,
}

#[derive(Bean, Debug)]
#[bean(custom = not_too_much)]
struct Line {
    #[bean(range(1..))]
    count: u32,
    price: u32,
}

fn not_too_much(line: &Line) -> Result<(), &'static str> {
    if line.count.saturating_mul(line.price) <= 100 { Ok(()) } else { Err("costs more than 100") }
}

#[derive(Bean, Debug)]
struct Note(#[bean(length(..=3))] String);

#[derive(Bean, Debug)]
#[bean(custom = "repeated")]
struct Terms {
    #[bean(default, one_of("a", "b"))]
    plan: Option<String>,
    #[bean(default)]
    again: Option<String>,
}

fn repeated(terms: &Terms) -> Result<(), Violation> {
    if terms.plan == terms.again { Ok(()) } else { Err(Violation::new("/again", "is not the same as `plan`")) }
}

#[post_mapping("/orders")]
fn order(order: Order) -> &'static str {
    let _order = order;
    "ok"
}

#[post_mapping("/many")]
fn many(orders: Vec<Line>) -> usize {
    orders.len()
}

#[post_mapping("/map")]
fn map(lines: BTreeMap<u8, Line>) -> usize {
    lines.len()
}

#[tokio::test]
async fn rules_hold_at_any_depth_each_with_its_pointer() {
    let body = json!({
        "name": "",
        "ship/to~": { "zip": "80" },
        "lines": [{ "count": 1, "price": 1 }, { "count": 0, "price": 1 }, { "count": 11, "price": 10 }],
        "notes": { "a": "abc", "b/~": "abcd" },
        "parent": { "name": "longer", "ship/to~": { "zip": "8000" }, "lines": [], "total": 10 },
        "plan": "c",
    });
    let found = violations(&app().post("/orders").json(&body).await);
    let all = [
        ["/name", "length", "must have 1 to 5 characters"],
        ["/ship~1to~0/zip", "pattern", "must match ^[0-9]{4}$"],
        ["/lines", "length", "must have at most 2 elements"],
        ["/lines/1/count", "range", "must be at least 1"],
        ["/lines/2", "custom", "costs more than 100"],
        ["/notes/b~1~0", "length", "must have at most 3 characters"],
        ["/parent/name", "length", "must have 1 to 5 characters"],
        ["/parent/total", "range", "must be at most 9"],
        ["/plan", "one_of", "must be one of a, b"],
        ["/again", "custom", "is not the same as `plan`"],
    ];
    assert_eq!(found, expected(&all));
}

#[tokio::test]
async fn what_cannot_be_read_and_what_breaks_a_rule_is_told_together() {
    let body = json!({
        "name": "longer",
        "lines": [{ "count": 0, "price": "x" }, { "count": 11, "price": 10 }, {}],
        "ship/to~": { "zip": 8000 },
        "notes": { "a/b": "abcd" },
        "parent": { "name": "", "ship/to~": { "zip": "8000" }, "lines": [{ "count": 101, "price": 1 }] },
        "plan": "c",
        "amount": 10,
    });
    let found = violations(&app().post("/orders").json(&body).await);
    let all = [
        // what cannot be read
        ["/ship~1to~0/zip", "type", "expected text, found a number"],
        ["/lines/0/price", "type", "expected an integer (u32), found text"],
        ["/lines/2/count", "required", "is missing"],
        ["/lines/2/price", "required", "is missing"],
        // the rules of what can
        ["/name", "length", "must have 1 to 5 characters"],
        ["/lines/0/count", "range", "must be at least 1"],
        ["/lines/1", "custom", "costs more than 100"],
        ["/notes/a~1b", "length", "must have at most 3 characters"],
        ["/parent/name", "length", "must have 1 to 5 characters"],
        ["/parent/lines/0", "custom", "costs more than 100"],
        ["/plan", "one_of", "must be one of a, b"],
        ["/amount", "range", "must be at most 9"],
    ];
    assert_eq!(found, expected(&all));
}

#[tokio::test]
async fn rules_hold_in_lists_and_maps_of_beans() {
    let (good, bad) = (json!({ "count": 1, "price": 1 }), json!({ "count": 0, "price": 1 }));
    let app = app();
    app.post("/many").json(&json!([good, good])).await.assert_text("2");
    let found = violations(&app.post("/many").json(&json!([good, bad])).await);
    assert_eq!(found, expected(&[["/1/count", "range", "must be at least 1"]]));
    let found = violations(&app.post("/map").json(&json!({ "7": good, "8": bad })).await);
    assert_eq!(found, expected(&[["/8/count", "range", "must be at least 1"]]));
}

#[tokio::test]
async fn an_answer_names_a_hundred_violations_at_most() {
    let bad = json!({ "count": 0, "price": 1 });
    let answer = app().post("/many").json(&vec![bad; 5000]).await;
    assert_eq!(violations(&answer).len(), 100);
    let long = json!({ "x".repeat(20_000): "abcd" });
    let body = json!({ "name": "a", "ship/to~": { "zip": "8000" }, "lines": [], "notes": long });
    let found = violations(&app().post("/orders").json(&body).await);
    assert_eq!(found[0][0], format!("/notes/{}…", "x".repeat(64)));
}

#[tokio::test]
async fn the_answer_is_a_problem_that_does_not_show_the_values() {
    let body = json!({ "name": "a secret", "ship/to~": { "zip": "8000" }, "lines": [] });
    app().post("/orders").json(&body).await.assert_status(422).assert_json(json!({
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "body: /name must have 1 to 5 characters",
        "instance": "/orders",
        "errors": [
            { "in": "body", "pointer": "/name", "rule": "length", "message": "must have 1 to 5 characters" },
        ],
    }));
}

#[derive(Bean)]
#[bean(custom = in_order)]
struct Search {
    #[bean(length(2..))]
    q: String,
    #[bean(default, each(length(..=2)), length(..=2))]
    tag: Vec<String>,
    #[bean(default = 1, range(1..=100))]
    page: u32,
    from: Option<f64>,
    #[bean(range(0.0..))]
    to: Option<f64>,
}

fn in_order(search: &Search) -> Result<(), Violation> {
    match (search.from, search.to) {
        (Some(from), Some(to)) if from > to => Err(Violation::new("/to", "must not be less than `from`")),
        _ => Ok(()),
    }
}

#[get_mapping]
fn search(search: Search) -> Search {
    search
}

#[tokio::test]
async fn a_bean_of_the_query_string_is_refused_with_400() {
    let cases = [
        ("q=a", "query parameter `q`: must have at least 2 characters, got `a`"),
        ("q=ab&page=0", "query parameter `page`: must be from 1 to 100, got `0`"),
        ("q=ab&tag=a&tag=abc", "query parameter `tag`: must have at most 2 characters, got `abc`"),
        ("q=ab&tag=a&tag=b&tag=c", "query parameter `tag`: must have at most 2 elements"),
        ("q=ab&from=2&to=1", "query parameter `to`: must not be less than `from`, got `1`"),
        ("q=ab&to=NaN", "query parameter `to`: expected a number, got `NaN`"),
        (
            "page=101&tag=abc",
            "query parameter `q` is missing; query parameter `tag`: must have at most 2 characters, got `abc`; \
             query parameter `page`: must be from 1 to 100, got `101`",
        ),
    ];
    let app = app();
    app.get("/search?q=ab&page=100&from=1&to=1").await.assert_status(200);
    for (query, detail) in cases {
        let problem: Value = app.get(&format!("/search?{query}")).await.assert_status(400).json();
        assert_eq!(problem["detail"], detail, "{query}");
    }
}

#[get_mapping("/wrong")]
fn wrong() -> Line {
    Line { count: 0, price: 1 }
}

#[tokio::test]
async fn what_is_returned_is_not_checked() {
    app().get("/wrong").await.assert_status(200);
}

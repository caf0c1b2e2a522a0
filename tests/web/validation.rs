//! Rules of beans: each at its bounds, everything wrong in one answer, wherever a bean is read.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
};

use framework::{
    TestApp, TestResponse, Violation,
    chrono::{DateTime, NaiveDate, NaiveTime, Utc},
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

const MOST: usize = 3;
const FOUNDED: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");

type MaybeText = Option<String>;

/// Every rule on every kind of type; whatever is not sent breaks none.
#[derive(Bean, Default)]
#[serde(default)]
struct Everything {
    #[bean(length(2..=3))]
    text: Option<String>,
    #[bean(length(..=MOST))]
    at_most: Option<Box<str>>,
    #[bean(length(1..))]
    at_least: Option<Cow<'static, str>>,
    #[bean(length(2))]
    exactly: MaybeText,
    #[bean(length(1..=2))]
    list: Option<Vec<u8>>,
    #[bean(length(1))]
    deque: Option<VecDeque<bool>>,
    #[bean(length(..=1))]
    set: BTreeSet<u8>,
    #[bean(length(..=1))]
    map: HashMap<String, u8>,
    #[bean(range(-5..=5))]
    small: i8,
    #[bean(range(..10))]
    below: u64,
    #[bean(range(1..))]
    from_one: Option<i128>,
    #[bean(range(0.0..=1.0))]
    share: f64,
    #[bean(range(-0.5..0.5))]
    half: f32,
    #[bean(range(FOUNDED..))]
    day: Option<NaiveDate>,
    #[bean(range(..NaiveTime::MIN))]
    never: Option<NaiveTime>,
    #[bean(range(DateTime::UNIX_EPOCH..))]
    moment: Option<DateTime<Utc>>,
    #[bean(pattern("^[a-zä]+$"))]
    word: Option<String>,
    #[bean(pattern = "b")]
    has_b: Option<String>,
    #[bean(email)]
    mail: Option<String>,
    #[bean(url)]
    home: Option<String>,
    #[bean(uuid)]
    id: Option<String>,
    #[bean(one_of("a", "b c"))]
    letter: Option<String>,
    #[bean(one_of(0, 1 + 1))]
    even: u16,
    #[bean(one_of('x', 'é'))]
    mark: Option<char>,
    #[bean(unique)]
    once: Option<Vec<String>>,
    #[bean(custom = even)]
    function: u32,
    #[bean(custom = "lower::case", length(..=3), custom = no_x)]
    several: Option<String>,
    #[bean(each(length(1..=2), email), length(..=2))]
    mails: Vec<String>,
    #[bean(each(each(range(..=1))))]
    table: Option<Vec<Vec<i8>>>,
}

fn even(number: &u32) -> Result<(), String> {
    if number.is_multiple_of(2) { Ok(()) } else { Err("must be even".to_owned()) }
}

fn no_x(text: &str) -> Result<(), Vec<Violation>> {
    let found = text.char_indices().filter(|(_, letter)| *letter == 'x');
    let found: Vec<_> = found.map(|(index, _)| Violation::new("", format!("has an x at {index}"))).collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

mod lower {
    pub(super) fn case(text: &str) -> Result<(), &'static str> {
        if text.to_lowercase() == text { Ok(()) } else { Err("must be in small letters") }
    }
}

#[post_mapping]
fn everything(everything: Everything) -> &'static str {
    let _everything = everything;
    "ok"
}

#[tokio::test]
async fn a_value_within_its_bounds_breaks_no_rule() {
    let cases = json!({
        "text": [null, "ab", "äöü", "日本", "👪👪👪"],
        "at_most": ["", "abc"],
        "at_least": ["a", " "],
        "exactly": ["ab", "\u{0}\u{0}"],
        "list": [[1], [1, 2]],
        "deque": [[true]],
        "set": [[], [1], [1, 1]],
        "map": [{}, { "a": 1 }],
        "small": [-5, 0, 5],
        "below": [0, 9],
        "from_one": [1, u64::MAX],
        "share": [0.0, -0.0, 1.0, 1, 0.5],
        "half": [-0.5, 0.499],
        "day": ["2020-01-01", "9999-12-31"],
        "never": [null],
        "moment": ["1970-01-01T00:00:00Z"],
        "word": ["a", "zä"],
        "has_b": ["abc"],
        "mail": ["a@b.c", null],
        "home": ["https://example.org/a?b#c"],
        "id": ["67e55044-10b1-426f-9247-bb680e5fe0c8"],
        "letter": ["a", "b c"],
        "even": [0, 2],
        "mark": ["x", "é"],
        "once": [[], ["a"], ["a", "A"]],
        "function": [0, 2],
        "several": ["abc"],
        "mails": [[]],
        "table": [[], [[], [1]]],
    });
    let app = app();
    for (member, values) in cases.as_object().expect("cases") {
        for value in values.as_array().expect("values") {
            let body = json!({ member: value });
            let answer = app.post("/everything").json(&body).await;
            assert_eq!(answer.text(), "ok", "{body}");
        }
    }
}

#[tokio::test]
async fn a_value_beyond_its_bounds_breaks_the_rule() {
    let cases = [
        ("text", "length", "must have 2 to 3 characters", json!(["", "é", "abcd", "👪👪👪👪"])),
        ("at_most", "length", "must have at most 3 characters", json!(["abcd"])),
        ("at_least", "length", "must have at least 1 character", json!([""])),
        ("exactly", "length", "must have 2 characters", json!(["a", "abc"])),
        ("list", "length", "must have 1 to 2 elements", json!([[], [1, 2, 3]])),
        ("deque", "length", "must have 1 element", json!([[], [true, true]])),
        ("set", "length", "must have at most 1 element", json!([[1, 2]])),
        ("map", "length", "must have at most 1 entry", json!([{ "a": 1, "b": 2 }])),
        ("small", "range", "must be from -5 to 5", json!([-128, -6, 6, 127])),
        ("below", "range", "must be below 10", json!([10, u64::MAX])),
        ("from_one", "range", "must be at least 1", json!([0, -1, i64::MIN])),
        ("share", "range", "must be from 0 to 1", json!([-0.001, 1.001, 2, 1e300])),
        ("half", "range", "must be at least -0.5 and below 0.5", json!([-0.51, 0.5])),
        ("day", "range", "must be at least 2020-01-01", json!(["2019-12-31"])),
        ("never", "range", "must be below 00:00:00", json!(["00:00:00"])),
        ("moment", "range", "must be at least 1970-01-01 00:00:00 UTC", json!(["1969-12-31T23:59:59Z"])),
        ("word", "pattern", "must match ^[a-zä]+$", json!(["", "A", "a b", "a\n"])),
        ("has_b", "pattern", "must match b", json!(["", "ac"])),
        ("mail", "email", "must be an e-mail address", json!(["", "a", "a@b@c"])),
        ("home", "url", "must be a URL that begins with http:// or https://", json!(["", "/a", "ftp://a"])),
        ("id", "uuid", "must be a UUID", json!(["", "67e5504410b1426f9247bb680e5fe0c8"])),
        ("letter", "one_of", "must be one of a, b c", json!(["", "A", "b"])),
        ("even", "one_of", "must be one of 0, 2", json!([1, 3])),
        ("mark", "one_of", "must be one of x, é", json!(["e"])),
        ("once", "unique", "must not have an element twice", json!([["a", "b", "a"]])),
        ("function", "custom", "must be even", json!([1])),
    ];
    let app = app();
    for (member, rule, message, values) in cases {
        for value in values.as_array().expect("values") {
            let body = json!({ member: value });
            let found = violations(&app.post("/everything").json(&body).await);
            assert_eq!(found, expected(&[[&format!("/{member}"), rule, message]]), "{body}");
        }
    }
}

#[tokio::test]
async fn several_rules_of_one_member_are_all_told() {
    let body = json!({ "several": "AxBx", "mails": ["", "x@y", "é"], "table": [[1], [0, 2]] });
    let found = violations(&app().post("/everything").json(&body).await);
    let all = [
        ["/several", "custom", "must be in small letters"],
        ["/several", "length", "must have at most 3 characters"],
        ["/several", "custom", "has an x at 1"],
        ["/several", "custom", "has an x at 3"],
        ["/mails/0", "length", "must have 1 to 2 characters"],
        ["/mails/0", "email", "must be an e-mail address"],
        ["/mails/1", "length", "must have 1 to 2 characters"],
        ["/mails/2", "email", "must be an e-mail address"],
        ["/mails", "length", "must have at most 2 elements"],
        ["/table/1/1", "range", "must be at most 1"],
    ];
    assert_eq!(found, expected(&all));
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

#[get_mapping("/wrong")]
fn wrong() -> Line {
    Line { count: 0, price: 1 }
}

#[tokio::test]
async fn what_is_returned_is_not_checked() {
    app().get("/wrong").await.assert_status(200);
}

#[derive(Bean)]
struct Page<T> {
    #[bean(length(..=1))]
    items: Vec<T>,
    #[bean(range(1..))]
    total: u32,
}

#[derive(Bean)]
struct Tree {
    #[bean(length(..=1))]
    name: String,
    #[bean(default, length(..=2))]
    children: Vec<Tree>,
    #[bean(default)]
    by_name: BTreeMap<String, Tree>,
}

#[post_mapping("/pages")]
fn page(page: Page<Line>) -> u32 {
    page.total
}

#[post_mapping("/trees")]
fn tree(tree: Tree) -> usize {
    tree.children.len() + tree.by_name.len()
}

#[tokio::test]
async fn generic_and_recursive_beans_have_rules() {
    let app = app();
    let bad = json!({ "count": 0, "price": 1 });
    let found = violations(&app.post("/pages").json(&json!({ "items": [bad, bad], "total": 0 })).await);
    let all = [
        ["/items", "length", "must have at most 1 element"],
        ["/items/0/count", "range", "must be at least 1"],
        ["/items/1/count", "range", "must be at least 1"],
        ["/total", "range", "must be at least 1"],
    ];
    assert_eq!(found, expected(&all));
    let found = violations(&app.post("/pages").json(&json!({ "items": [bad, 1], "total": 0 })).await);
    let all = [
        ["/items/1", "type", "expected an object, found a number"],
        ["/items/0/count", "range", "must be at least 1"],
        ["/total", "range", "must be at least 1"],
    ];
    assert_eq!(found, expected(&all));
    let leaf = json!({ "name": "ab" });
    let body = json!({ "name": "a", "children": [{ "name": "b", "children": [leaf] }], "by_name": { "c": leaf } });
    let found = violations(&app.post("/trees").json(&body).await);
    let all = [
        ["/children/0/children/0/name", "length", "must have at most 1 character"],
        ["/by_name/c/name", "length", "must have at most 1 character"],
    ];
    assert_eq!(found, expected(&all));
}

#[cfg(feature = "openapi")]
async fn document() -> Value {
    app().get("/openapi.json").await.assert_status(200).json()
}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn rules_are_keywords_of_the_schema() {
    let document = document().await;
    let optional = |schema: Value| json!({ "anyOf": [schema, { "type": "null" }] });
    let text = |keyword: &str, value: Value| optional(json!({ "type": "string", keyword: value }));
    let numbers = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let cases = [
        ("text", optional(json!({ "type": "string", "minLength": 2, "maxLength": 3 }))),
        ("at_most", text("maxLength", 3.into())),
        ("list", optional(json!({ "type": "array", "items": numbers, "minItems": 1, "maxItems": 2 }))),
        ("map", json!({ "type": "object", "additionalProperties": numbers, "maxProperties": 1 })),
        ("small", json!({ "type": "integer", "minimum": -5, "maximum": 5 })),
        ("below", json!({ "type": "integer", "minimum": 0, "exclusiveMaximum": 10 })),
        ("half", json!({ "type": "number", "format": "float", "minimum": -0.5, "exclusiveMaximum": 0.5 })),
        ("day", optional(json!({ "type": "string", "format": "date" }))),
        ("word", text("pattern", "^[a-zä]+$".into())),
        ("mail", text("format", "email".into())),
        ("home", text("format", "uri".into())),
        ("id", text("format", "uuid".into())),
        ("letter", text("enum", json!(["a", "b c"]))),
        ("even", json!({ "type": "integer", "minimum": 0, "maximum": 65535, "enum": [0, 2] })),
        ("once", optional(json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true }))),
        (
            "mails",
            json!({
                "type": "array",
                "items": { "type": "string", "minLength": 1, "maxLength": 2, "format": "email" },
                "maxItems": 2,
            }),
        ),
    ];
    let members = &document["components"]["schemas"]["Everything"]["properties"];
    for (member, schema) in cases {
        assert_eq!(members[member], schema, "{member}");
    }
    assert_eq!(
        document["components"]["schemas"]["Note"],
        json!({ "type": "string", "maxLength": 3 }),
        "a newtype has those of what it wraps"
    );
}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn rules_are_keywords_of_parameters() {
    let document = document().await;
    let schema = |path: &str, name: &str| {
        let parameters = document["paths"][path]["get"]["parameters"].as_array().expect("parameters").clone();
        let parameter = parameters.into_iter().find(|parameter| parameter["name"] == name);
        parameter.expect(name)["schema"].take()
    };
    let name = json!({ "type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]*$" });
    let cases = [
        ("/search", "q", json!({ "type": "string", "minLength": 2 })),
        ("/search", "page", json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 1 })),
        ("/names/{name}", "name", name.clone()),
        ("/names/{name}", "more", json!({ "type": "array", "items": name })),
        ("/names/{name}", "amount", json!({ "type": "number", "format": "double", "minimum": 0 })),
        ("/names/{name}", "token", name.clone()),
        ("/names/{name}", "wrapped", name.clone()),
    ];
    for (path, parameter, expected) in cases {
        assert_eq!(schema(path, parameter), expected, "{path} {parameter}");
    }
}

#[derive(Bean)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Payment {
    Cash,
    Card {
        #[bean(length(4..=4))]
        digits: String,
        owner: Owner,
    },
    Transfer(Owner),
}

#[derive(Bean)]
struct Owner {
    #[bean(length(1..))]
    name: String,
}

#[derive(Bean)]
enum Outside {
    Many {
        #[bean(range(..10))]
        count: u8,
    },
    One(Owner),
    Two(Owner, Owner),
}

#[derive(Bean)]
struct Couple(Owner, u8);

#[post_mapping("/validation/payment")]
fn payment(payment: Payment) -> Payment {
    payment
}

#[post_mapping("/validation/outside")]
fn outside(#[json] outside: Vec<Outside>) -> usize {
    outside.len()
}

#[post_mapping("/validation/couple")]
fn couple(#[json] couple: Couple) -> u8 {
    couple.1
}

#[tokio::test]
async fn rules_hold_inside_variants_and_tuples() {
    let app = App::new().module(module_path!()).test();
    let owner = |name: &str| json!({ "name": name });
    let cases = [
        ("payment", json!({ "kind": "cash" }), vec![]),
        ("payment", json!({ "kind": "card", "digits": "1234", "owner": owner("a") }), vec![]),
        ("payment", json!({ "kind": "card", "digits": "1", "owner": owner("") }), vec!["/digits", "/owner/name"]),
        ("payment", json!({ "kind": "card", "digits": 1, "owner": owner("") }), vec!["/digits", "/owner/name"]),
        ("payment", json!({ "kind": "transfer", "name": "" }), vec!["/name"]),
        (
            "outside",
            json!([{ "Many": { "count": 10 } }, { "One": owner("") }, { "Two": [owner("a"), owner("")] }]),
            vec!["/0/Many/count", "/1/One/name", "/2/Two/1/name"],
        ),
        ("couple", json!([owner(""), 1]), vec!["/0/name"]),
    ];
    for (path, body, pointers) in cases {
        let answer = app.post(&format!("/validation/{path}")).json(&body).await;
        answer.assert_status(if pointers.is_empty() { 200 } else { 422 });
        let problem: Value = if pointers.is_empty() { Value::Null } else { answer.json() };
        let found =
            problem["errors"].as_array().map(|errors| errors.iter().filter_map(|error| error["pointer"].as_str()));
        assert_eq!(found.map(Iterator::collect::<Vec<_>>).unwrap_or_default(), pointers, "{body}");
    }
}

//! Beans: JSON both ways, defaults, and every violation of a body in one answer.

use std::collections::{BTreeMap, HashMap};

use framework::{
    ParameterError, TestApp, TestResponse,
    chrono::NaiveDate,
    prelude::*,
    serde::{Deserialize, Deserializer, Serializer},
    serde_json::{Value, json},
};

const JSON: &str = "application/json; charset=UTF-8";

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

/// Pointer and rule of every violation, in order; each has a message and says that it is in the body.
fn violations(answer: &TestResponse) -> Vec<(String, String)> {
    answer.assert_status(422).assert_header("content-type", "application/problem+json");
    let problem: Value = answer.json();
    let errors = problem["errors"].as_array().expect("a list of errors").clone();
    let text = |error: &Value, member: &str| error[member].as_str().expect(member).to_owned();
    errors
        .iter()
        .map(|error| {
            assert_eq!(error["in"], "body", "{error}");
            assert!(!text(error, "message").is_empty(), "{error}");
            (text(error, "pointer"), text(error, "rule"))
        })
        .collect()
}

fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(pointer, rule)| ((*pointer).to_owned(), (*rule).to_owned())).collect()
}

#[derive(Bean, Debug, Clone, PartialEq)]
#[bean(default)]
struct MyBean {
    #[bean(default = 100)]
    index: i32,
    #[bean(default = "yuekeyuan")]
    name: String,
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

#[derive(Bean, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "camelCase")]
enum Colour {
    Red,
    DarkGreen,
    #[serde(rename = "the blue", alias = "blue")]
    Blue,
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

#[tokio::test]
async fn what_is_not_json_is_a_400_with_line_and_column() {
    let cases = [
        ("{\n  \"index\": 1,\n  oops\n}", "line 3 column 3"),
        ("{", "line 1 column 1"),
        ("{\"index\": 1} x", "line 1 column 14"),
        ("{\"index\": 01}", "line 1 column 12"),
        ("{\"name\": \"a\u{1}\"}", "line 1 column 12"),
        ("{'index': 1}", "line 1 column 2"),
        // A wrong type comes first, and still it is not JSON.
        ("{\"index\": \"x\",\n \"name\" }", "line 2 column 9"),
    ];
    let app = app();
    for (body, place) in cases {
        let answer = app.post("/echo").body(body).header("content-type", "application/json").await;
        let problem =
            answer.assert_status(400).assert_header("content-type", "application/problem+json").json::<Value>();
        let message = problem["errors"][0]["message"].as_str().unwrap_or_default();
        assert!(message.contains(place), "{body:?}: {message:?} names {place}");
        assert!(problem["detail"].as_str().unwrap_or_default().contains(place), "{problem}");
        assert_eq!(problem["errors"][0]["in"], "body");
    }
}

#[tokio::test]
async fn json_that_is_no_utf_8_is_a_400() {
    let bodies: [&[u8]; 4] =
        [b"{\"name\":\"\xFF\"}", b"{\"more\":\"\xFF\"}", b"{\"\xFF\":1}", b"{\"more\":[{\"\xFF\":1}]}"];
    for body in bodies {
        let answer = app().post("/echo").body(body).header("content-type", "application/json").await;
        assert!(answer.assert_status(400).text().contains("line 1 column"), "{}", answer.text());
    }
}

#[tokio::test]
async fn another_content_type_is_a_415() {
    let app = app();
    let bad = [
        None,
        Some("text/plain"),
        Some("application/jsonx"),
        Some("text/json"),
        Some("application/xml; a=application/json"),
    ];
    for content_type in bad {
        let request = app.post("/echo").body("{}");
        let request = match content_type {
            Some(content_type) => request.header("content-type", content_type),
            None => request,
        };
        let answer = request.await;
        answer.assert_status(415).assert_header("content-type", "application/problem+json");
        answer.assert_header("accept", "application/json, application/x-www-form-urlencoded, multipart/form-data");
    }
    for good in
        ["application/json", "application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"]
    {
        app.post("/echo").body("{}").header("content-type", good).await.assert_status(200);
    }
}

/// `curl -d` says of everything that it is a form.
#[tokio::test]
async fn json_that_is_called_a_form_is_a_415_that_says_so() {
    let app = app();
    let form =
        |body: &'static str| app.post("/echo").body(body).header("content-type", "application/x-www-form-urlencoded");
    let answer = form("{\"name\": \"a&b\"}").await;
    answer
        .assert_status(415)
        .assert_header("accept", "application/json, application/x-www-form-urlencoded, multipart/form-data");
    assert!(answer.text().contains("the body is JSON"), "{}", answer.text());
    // What is none is a form, with whatever names.
    assert_ne!(form("{name}=a").await.status(), 415);
}

#[tokio::test]
async fn a_missing_body_is_a_400() {
    let app = app();
    let expected = json!({
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "body is missing",
        "instance": "/echo",
        "errors": [{ "in": "body", "message": "is missing" }],
    });
    app.post("/echo").await.assert_status(400).assert_json(expected.clone());
    app.post("/echo").header("content-type", "application/json").await.assert_status(400).assert_json(expected);
}

#[tokio::test]
async fn a_body_beyond_the_configured_limit_is_a_413_that_names_the_setting() {
    let body = r#"{"name":"1234567"}"#; // 18 bytes
    for (limit, status) in [("18", 200), ("18 B", 200), ("17", 413), ("1 KiB", 200), ("0", 413), ("none", 200)] {
        let app = App::new().module(module_path!()).set("http.body_limit", limit).test();
        let answer = app.post("/echo").body(body).header("content-type", "application/json").await;
        answer.assert_status(status);
        if status == 413 {
            answer.assert_header("content-type", "application/problem+json");
            assert!(answer.text().contains("http.body_limit"), "{}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_a_413_before_it_is_read() {
    let app = App::new().module(module_path!()).set("http.body_limit", "1 KiB");
    let head = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1025\r\n\r\n";
    let response = crate::exchange(app, head).await;
    assert!(response.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{response}");
}

#[tokio::test]
async fn a_chunked_body_is_a_413_as_soon_as_it_is_too_large() {
    let app = App::new().module(module_path!()).set("http.body_limit", "8");
    let request = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n\
                   5\r\n{    \r\n5\r\n     \r\n";
    let response = crate::exchange(app, request).await;
    assert!(response.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{response}");
}

#[tokio::test]
async fn an_empty_chunked_body_is_missing() {
    let request = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                   transfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    let response = crate::exchange(App::new().module(module_path!()), request).await;
    assert!(response.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{response}");
}

#[tokio::test]
async fn the_order_of_refusals_is_415_413_400_422() {
    let app = App::new().module(module_path!()).set("http.body_limit", "40").test();
    let long = "x".repeat(41);
    let cases = [
        ("text/plain", long.as_str(), "x", 415),
        ("application/json", long.as_str(), "x", 413),
        ("application/json", r#"{"index":"x"}"#, "x", 400),
        ("application/json", "{", "1", 400),
        ("application/json", r#"{"index":"x"}"#, "1", 422),
        ("application/json", "{}", "1", 200),
    ];
    for (content_type, body, n, status) in cases {
        let request = app.post(&format!("/beside?n={n}")).header("content-type", content_type).body(body.to_owned());
        request.await.assert_status(status);
    }
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
async fn deep_nesting_is_a_400_and_no_overflow() {
    let deep = 100_000;
    let nodes = format!("{}null{}", r#"{"name":"","next":"#.repeat(deep), "}".repeat(deep));
    let bodies = [
        "[".repeat(deep),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        r#"{"a":"#.repeat(deep),
        format!("{{\"name\":{}", "[".repeat(deep)),
        format!("{{\"name\":\"\",\"children\":{}", "[".repeat(deep)),
        nodes,
    ];
    let app = app();
    for path in ["/any_value", "/node", "/echo", "/users"] {
        for body in &bodies {
            let answer = app.post(path).body(body.clone()).header("content-type", "application/json").await;
            if !(path == "/echo" && body.contains("next")) {
                answer.assert_status(400);
            }
        }
    }
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
async fn an_alias_of_a_variant_is_no_violation() {
    let mut body = good_user();
    body["colour"] = "blue".into();
    let app = app();
    app.post("/users").json(&body).await.assert_status(201);
    body["index"] = "x".into();
    assert_eq!(violations(&app.post("/users").json(&body).await), owned(&[("/index", "type")]));
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

#[derive(Bean)]
struct Search {
    word: String,
    #[bean(default = 10)]
    size: u16,
    exact: Option<bool>,
    #[serde(default)]
    tags: Vec<String>,
    colour: Option<Colour>,
}

#[get_mapping("/search/<area>")]
fn search(area: u8, search: Search, page: Option<u32>) -> Value {
    json!([area, search, page])
}

#[tokio::test]
async fn a_bean_is_read_from_the_query_string_on_get() {
    let app = app();
    let answer = app.get("/search/1?word=a+%C3%9F&tags=x&tags=y&page=2&exact=true&colour=the%20blue&more=1").await;
    let text = r#"[1,{"word":"a ß","size":10,"exact":true,"tags":["x","y"],"colour":"the blue"},2]"#;
    answer.assert_status(200).assert_json(framework::serde_json::from_str(text).expect("JSON"));
    let answer = app.get("/search/1?word=&size=65535").await;
    answer.assert_json(json!([1, { "word": "", "size": 65535, "exact": null, "tags": [], "colour": null }, null]));
    for target in ["/search/1", "/search/1?size=3", "/search/1?word=a&size=65536", "/search/1?word=a&exact=maybe"] {
        let status = app.get(target).await.status().code();
        assert!([400, 422].contains(&status), "{target}: {status}");
    }
}

#[tokio::test]
async fn every_violation_of_a_bean_in_the_query_string_is_named() {
    let answer = app().get("/search/1?size=65536&exact=maybe&page=x").await;
    for name in ["word", "size", "exact", "page"] {
        assert!(answer.text().contains(name), "{name}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_refused_value_in_the_query_string_of_a_bean_is_escaped_and_cut_at_64_characters() {
    let answer = app().get(&format!("/search/1?word=a&colour=%E2%80%AE{}", "x".repeat(100))).await;
    let text = answer.text();
    assert!([400, 422].contains(&answer.status().code()));
    assert!(!text.contains(&"x".repeat(64)) && !text.contains('\u{202e}'), "{text}");
}

#[tokio::test]
async fn a_switch_in_the_query_string_of_a_bean_is_read_as_any_other_switch() {
    let app = app();
    for (text, exact) in [("true", true), ("1", true), ("on", true), ("false", false), ("0", false), ("off", false)] {
        let answer = app.get(&format!("/search/1?word=a&exact={text}")).await;
        assert_eq!(answer.assert_status(200).json::<Value>()[1]["exact"], exact, "{text}");
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

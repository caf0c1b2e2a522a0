//! What a hostile request, an odd answer or a careless program cannot do.

mod missing;
mod named;
mod starting;

use std::collections::BTreeMap;

use framework::{
    TestApp,
    bytes::Bytes,
    http::Request,
    prelude::*,
    serde_json::{Map, Value, json},
};
use http_body_util::{BodyExt, Limited};
use tower::util::MapRequestLayer;

fn app() -> TestApp {
    App::new().module(served::MODULE).test()
}

mod served {
    use super::*;

    pub(super) const MODULE: &str = module_path!();

    #[get_mapping]
    fn hello() -> &'static str {
        "hello"
    }

    #[get_mapping]
    fn names(names: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
        names
    }

    #[post_mapping]
    fn numbers(numbers: BTreeMap<String, u8>) -> usize {
        numbers.len()
    }

    #[derive(Bean)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Closed {
        id: u8,
    }

    #[post_mapping]
    fn closed(closed: Closed) -> u8 {
        closed.id
    }

    #[post_mapping]
    fn nested(nested: BTreeMap<String, BTreeMap<String, u8>>) -> usize {
        nested.len()
    }

    /// As deep as it is sent.
    #[derive(Bean)]
    pub(super) struct Deep(BTreeMap<String, Deep>);

    #[post_mapping]
    fn deep(deep: Deep) -> usize {
        deep.0.len()
    }

    #[post_mapping]
    fn several(
        #[json("/a")] a: BTreeMap<String, BTreeMap<String, u8>>,
        #[json("/b")] b: BTreeMap<String, BTreeMap<String, u8>>,
        #[json("/c")] c: BTreeMap<String, BTreeMap<String, u8>>,
        #[json("/d")] d: BTreeMap<String, BTreeMap<String, u8>>,
        #[json("/e")] e: Deep,
    ) -> usize {
        a.len() + b.len() + c.len() + d.len() + e.0.len()
    }

    #[post_mapping]
    fn by_number(map: BTreeMap<u32, u32>) -> BTreeMap<u32, u32> {
        map
    }

    #[post_mapping]
    fn echo(#[body] body: String) -> String {
        body
    }
}

#[tokio::test]
async fn violations_of_any_number_and_length_get_a_short_answer() {
    let long = "x".repeat(1_000_000);
    let control = "\u{1}~/\"".repeat(250_000);
    let bad = |first: &str| {
        let others = (0..500).map(|number| (format!("{number}{first:.100}"), json!("no number")));
        Value::Object(others.chain([(first.to_owned(), json!("no number"))]).collect::<Map<_, _>>())
    };
    let app = App::new().module(served::MODULE).set("http.body_limit", "16 MiB").test();
    for name in [&long, &control] {
        for (path, body) in [
            ("/numbers", bad(name)),
            ("/closed", bad(name)),
            ("/nested", json!({ name.as_str(): bad(name) })),
            ("/by_number", bad(name)),
        ] {
            let answer = app.post(path).json(&body).await;
            answer.assert_status(422);
            assert!(!answer.json::<Value>()["errors"].as_array().expect("errors").is_empty());
            assert!(answer.bytes().len() < 64 * 1024, "{path} answers {} bytes", answer.bytes().len());
        }
    }
}

#[tokio::test]
async fn names_that_are_long_in_json_alone_get_a_short_answer() {
    let app = App::new().module(served::MODULE).set("http.target_limit", "60 KiB").test();
    // Each character takes six bytes in JSON.
    let name = "\u{1}".repeat(64);
    let names: Vec<_> = (0..100).map(|number| format!("{number:\u{1}<64}")).collect();
    let wide = json!({ name.as_str(): names.iter().map(|name| (name.clone(), json!("x"))).collect::<Map<_, _>>() });
    let deep = (0..120).fold(json!("x"), |inside, _| json!({ name.as_str(): inside }));
    let mut fields: Vec<_> = names.iter().map(|inner| (format!("{name}.{inner}"), "x")).collect();
    fields.push((format!("{name}.").repeat(30) + &name, "x"));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let answers = [
        app.post("/nested").json(&wide).await,
        app.post("/deep").json(&deep).await,
        app.post("/several").json(&json!({ "a": wide, "b": wide, "c": wide, "d": wide, "e": deep })).await,
        app.post("/nested").form(&fields).await,
        app.post("/deep").form(&fields).await,
    ];
    for answer in answers {
        let problem: Value = answer.json();
        assert!(
            [400, 422].contains(&answer.status().code()) && problem["errors"][0]["message"].is_string(),
            "{problem}"
        );
        assert!(answer.bytes().len() < 64 * 1024, "{} bytes: {:.300}", answer.bytes().len(), answer.text());
    }
}

#[tokio::test]
async fn thousands_of_names_in_a_query_string_make_a_map() {
    let app = App::new().module(served::MODULE).set("http.target_limit", "60 KiB").test();
    let pairs: Vec<_> = (0..4_000).map(|number| (format!("n{}", number % 800), (number / 800).to_string())).collect();
    let query = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let expected: BTreeMap<_, _> = pairs.iter().map(|(name, _)| (name, ["0", "1", "2", "3", "4"])).collect();
    app.get(&format!("/names?{query}")).await.assert_status(200).assert_json(json!(expected));
    let same = vec!["n=7"; 4_000].join("&");
    app.get(&format!("/names?{same}")).await.assert_status(200).assert_json(json!({ "n": vec!["7"; 4_000] }));
}

#[tokio::test]
async fn a_key_that_is_no_number_is_a_violation_with_its_place() {
    let app = app();
    app.post("/by_number").json(&json!({ "7": 1 })).await.assert_status(200).assert_json(json!({ "7": 1 }));
    let answer = app.post("/by_number").json(&json!({ "secret-key": 1, "8": 1 })).await;
    let problem: Value = answer.assert_status(422).json();
    assert_eq!(problem["errors"].as_array().map(Vec::len), Some(1), "{problem}");
    assert_eq!(problem["errors"][0]["pointer"], "/secret-key", "{problem}");
}

#[tokio::test]
async fn a_layer_may_hand_on_another_kind_of_body() {
    let louder = |data: Bytes| Bytes::from(data.to_ascii_uppercase());
    let app = App::new()
        .module(served::MODULE)
        .layer(MapRequestLayer::new(|request: Request<Body>| request.map(|body| Limited::new(body, 5))))
        .layer(MapRequestLayer::new(move |request: Request<Body>| {
            request.map(|body| body.map_frame(move |frame| frame.map_data(louder)).boxed_unsync())
        }))
        .test();
    app.post("/echo").body("abcde").await.assert_status(200).assert_text("ABCDE");
    app.post("/echo").await.assert_status(200).assert_text("");
    app.post("/echo").body("abcdef").await.assert_status(400);
    app.get("/hello").await.assert_status(200).assert_text("hello");
}

#[tokio::test]
async fn the_test_client_is_refused_as_a_visitor_is() {
    let app = app();
    let long = "x".repeat(9_000);
    let cases = [
        ("/hello".to_owned(), 200),
        ("http://a/hello".to_owned(), 200),
        ("http://u:p@a/hello".to_owned(), 400),
        ("http://a:99999/hello".to_owned(), 400),
        ("hello".to_owned(), 400),
        ("*".to_owned(), 400),
        (format!("/{long}"), 414),
        (format!("http://{long}/hello"), 414),
    ];
    for (target, status) in cases {
        assert_eq!(app.get(&target).await.status().code(), status, "{target:.30}");
    }
    app.request(http::Method::OPTIONS, "*").await.assert_status(204);
    for (host, status) in [("a", 200), ("a:99999", 400), ("u@a", 400), ("", 400)] {
        app.get("/hello").header("host", host).await.assert_status(status);
    }
    app.get("/hello").header("host", "a").header("host", "b").await.assert_status(400);
    app.get("/hello").header("x", "x".repeat(70_000)).await.assert_status(431);
}

//! What a hostile request, an odd answer or a careless program cannot do.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
};

use framework::{
    ParameterError, StartProblem, TestApp,
    bytes::Bytes,
    http::Request,
    prelude::*,
    serde_json::{Map, Value, json},
};
use http_body_util::{BodyExt, Limited};
use tower::util::MapRequestLayer;

use crate::refused;

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

/// A controller without a route.
struct NoController;

#[tokio::test]
async fn an_application_that_chooses_nothing_does_not_start() {
    for app in [App::new().only::<NoController>(), App::new().module("nope"), App::new().crates(["typo"])] {
        let report = refused(app).await;
        assert!(report.contains("linked routes is chosen"), "{report}");
    }
    let narrowed = App::new().crates(["framework"]).module(served::MODULE);
    let wide = narrowed.into_service().await;
    assert!(wide.is_ok(), "{wide:?}");
}

mod faulty {
    use super::*;

    pub(super) const MODULE: &str = module_path!();
    pub(super) static MADE: AtomicU32 = AtomicU32::new(0);

    #[derive(Clone)]
    pub(super) struct Component;

    pub(super) struct Whole;

    #[controller("/whole")]
    impl Whole {
        #[construct]
        fn new() -> Self {
            MADE.fetch_add(1, Ordering::SeqCst);
            Whole
        }

        #[get_mapping]
        fn works(&self) -> bool {
            true
        }
    }

    struct Incomplete;

    #[controller("/incomplete")]
    impl Incomplete {
        #[construct]
        async fn new(component: Component) -> Self {
            let Component = component;
            MADE.fetch_add(1, Ordering::SeqCst);
            Incomplete
        }

        #[get_mapping]
        fn works(&self) -> bool {
            true
        }
    }

    #[get_mapping("/same/<a>")]
    fn first(a: u8) -> u8 {
        a
    }

    #[get_mapping("/same/<b>")]
    fn second(b: u8) -> u8 {
        b
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_reported_together_and_nothing_is_constructed() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let app = || App::new().module(faulty::MODULE);
    let error = app().listen(&address).start().await.expect_err("three mistakes");
    let kinds = error.problems().iter().map(|problem| match problem {
        StartProblem::Listen { address, .. } => format!("listen {address}"),
        StartProblem::Route(_) => "route".to_owned(),
        StartProblem::MissingComponent { needed_by: controller, .. } => format!("component of {controller}"),
        other => format!("{other:?}"),
    });
    let mut kinds: Vec<_> = kinds.collect();
    kinds.sort();
    let expected = ["component of Incomplete".to_owned(), format!("listen {address}"), "route".to_owned()];
    assert_eq!(kinds, expected, "{error}");
    // Each of them alone suffices.
    let provided = || App::new().only::<faulty::Whole>();
    drop(provided().listen(&address).start().await.expect_err("a listener"));
    drop(app().provide(faulty::Component).into_service().await.expect_err("a conflict"));
    assert_eq!(faulty::MADE.load(Ordering::SeqCst), 0, "no constructor ran");
    provided().test().get("/whole/works").await.assert_text("true");
    assert_eq!(faulty::MADE.load(Ordering::SeqCst), 1);
}

mod optional {
    use super::*;

    pub(super) const MODULE: &str = module_path!();

    #[derive(Bean, Debug)]
    struct Filter {
        least: u8,
        most: Option<u8>,
        tags: Option<Vec<u8>>,
    }

    #[get_mapping]
    fn filter(filter: Option<Filter>) -> String {
        filter.map_or("none".to_owned(), |Filter { least, most, tags }| format!("{least} {most:?} {tags:?}"))
    }

    #[derive(Bean)]
    struct Page {
        #[bean(default = 1)]
        number: u8,
        size: Option<u8>,
    }

    #[get_mapping]
    fn page(page: Option<Page>) -> String {
        page.map_or("none".to_owned(), |Page { number, size }| format!("{number} {size:?}"))
    }

    #[derive(Bean)]
    struct Listed {
        v: Vec<u8>,
    }

    #[get_mapping]
    fn bean_of_list(listed: Listed) -> String {
        format!("{:?}", listed.v)
    }

    #[get_mapping]
    fn list(v: Vec<u8>) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    fn default_of_option(#[query(default = Some(3))] o: Option<u8>) -> String {
        format!("{o:?}")
    }

    fn shown<T: std::fmt::Debug>(result: Result<T, ParameterError>) -> String {
        result.map_or_else(|error| format!("error: {error}"), |value| format!("{value:?}"))
    }

    #[get_mapping]
    fn default_of_result(#[query(default = Ok(3))] r: Result<u8, ParameterError>) -> String {
        shown(r)
    }

    #[get_mapping]
    fn result(r: Result<u8, ParameterError>) -> String {
        shown(r)
    }

    #[get_mapping]
    fn result_of_option(r: Result<Option<u8>, ParameterError>) -> String {
        shown(r)
    }

    #[get_mapping]
    fn result_of_list(r: Result<Vec<u8>, ParameterError>) -> String {
        shown(r)
    }

    #[get_mapping]
    fn option_of_result(r: Option<Result<u8, ParameterError>>) -> String {
        r.map_or("none".to_owned(), shown)
    }
}

#[tokio::test]
async fn what_is_missing_is_what_its_type_or_its_default_says() {
    let app = App::new().module(optional::MODULE).test();
    let cases = [
        ("/filter", "none"),
        ("/filter?other=1", "none"),
        ("/filter?least=3", "3 None None"),
        ("/filter?least=3&most=9&tags=1&tags=2", "3 Some(9) Some([1, 2])"),
        ("/page", "none"),
        ("/page?other=1", "none"),
        ("/page?number=2", "2 None"),
        ("/page?size=2", "1 Some(2)"),
        ("/default_of_option", "Some(3)"),
        ("/default_of_option?o=4", "Some(4)"),
        ("/default_of_result", "3"),
        ("/default_of_result?r=4", "4"),
        ("/default_of_result?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
        ("/result", "error: query parameter `r` is missing"),
        ("/result?r=4", "4"),
        ("/result?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
        ("/result_of_option", "None"),
        ("/result_of_option?r=4", "Some(4)"),
        ("/result_of_option?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
        ("/result_of_list", "[]"),
        ("/result_of_list?r=1&r=2", "[1, 2]"),
        ("/option_of_result", "none"),
        ("/option_of_result?r=4", "4"),
        ("/option_of_result?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
    ];
    let mut wrong = Vec::new();
    for (target, text) in cases {
        let answer = app.get(target).await;
        if answer.status() != 200 || answer.text() != text {
            wrong.push(format!("{target}: {} {}, expected {text}", answer.status(), answer.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_is_there_and_wrong_is_an_error_that_shows_the_wrong_one() {
    let app = App::new().module(optional::MODULE).test();
    let u8 = |text: &str| format!("expected an integer (u8), got `{text}`");
    let cases = [
        ("/filter?least=x", "least", u8("x")),
        ("/filter?most=9", "least", "is missing".to_owned()),
        ("/filter?least=1&tags=2&tags=300&tags=4", "tags", u8("300")),
        ("/page?number=x", "number", u8("x")),
        ("/list?v=1&v=300", "v", u8("300")),
        ("/bean_of_list?v=1&v=300", "v", u8("300")),
        ("/bean_of_list?w=x&v=1&w=y&v=2&v=300&v=4", "v", u8("300")),
        ("/default_of_option?o=x", "o", u8("x")),
    ];
    for (target, name, message) in cases {
        let problem: Value = app.get(target).await.assert_status(400).json();
        let expected = json!([{ "in": "query", "name": name, "message": message }]);
        assert_eq!(problem["errors"], expected, "{target}");
    }
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

/// Names that generated code could use for its own.
#[deny(deprecated)]
mod named {
    use super::*;

    pub(super) const MODULE: &str = module_path!();

    #[derive(Bean)]
    struct S {
        s: u8,
    }

    #[derive(Bean)]
    #[bean(default)]
    struct D {
        #[bean(default = 2)]
        d: u8,
    }

    #[derive(Bean)]
    struct T<S, D> {
        s: S,
        d: D,
    }

    #[derive(Bean)]
    struct Aged {
        #[deprecated]
        age: u8,
    }

    #[post_mapping]
    fn aged(aged: Aged) -> Aged {
        aged
    }

    #[post_mapping]
    #[deprecated]
    fn old(s: S) -> S {
        S { s: s.s + 1 }
    }

    #[post_mapping]
    #[deprecated(note = "use another")]
    async fn older(d: D) -> D {
        d
    }

    #[post_mapping]
    fn both(t: T<S, D>) -> T<Vec<S>, D> {
        T { s: vec![t.s], d: t.d }
    }

    #[derive(Default)]
    struct Deprecated;

    #[controller("/deprecated")]
    impl Deprecated {
        #[get_mapping]
        #[deprecated]
        fn old(&self) -> u8 {
            1
        }
    }
}

#[tokio::test]
async fn deprecated_handlers_serve_and_a_bean_may_have_any_name() {
    let app = App::new().module(named::MODULE).test();
    app.post("/old").json(&json!({ "s": 1 })).await.assert_json(json!({ "s": 2 }));
    app.post("/aged").json(&json!({ "age": 1 })).await.assert_json(json!({ "age": 1 }));
    app.post("/older").json(&json!({})).await.assert_json(json!({ "d": 2 }));
    let answer = app.post("/both").json(&json!({ "s": { "s": 1 }, "d": {} })).await;
    answer.assert_json(json!({ "s": [{ "s": 1 }], "d": { "d": 2 } }));
    app.get("/deprecated/old").await.assert_text("1");
}

//! Arguments from wherever they are, all captures as a bean, and what the application and the connection know.

use framework::{
    Extension, ParameterError, PeerAddress, TestApp, TestRequest,
    prelude::*,
    serde_json::{Value, json},
};
use tower::util::MapRequestLayer;

use crate::exchange;

const FORM: &str = "application/x-www-form-urlencoded";

fn application() -> App {
    App::new().module(module_path!())
}

fn app() -> TestApp {
    application().test()
}

#[post_mapping("/auto/<v>")]
fn auto(#[auto] v: &str) -> String {
    v.to_owned()
}

#[post_mapping("/auto")]
fn auto_uncaptured(
    #[auto] v: Option<String>,
    #[auto("x_n", default = 7)] n: u8,
    #[auto] list: Vec<String>,
    #[auto] r: Result<i32, ParameterError>,
) -> String {
    format!("{v:?} {n} {list:?} {:?}", r.map_err(|error| error.is_missing()))
}

#[get_mapping("/auto")]
fn auto_of_get(#[auto] v: &str) -> String {
    v.to_owned()
}

#[tokio::test]
async fn the_first_of_body_query_path_cookie_and_header_has_it() {
    type Place = fn(TestRequest) -> TestRequest;
    let app = app();
    let cookie: Place = |request| request.cookie("v", "cookie");
    let header: Place = |request| request.header("v", "header");
    let form: Place = |request| request.form(&[("v", "form")]);
    let cases: [(&str, &[Place], &str); 8] = [
        ("/auto/path?v=query", &[form, cookie, header], "form"),
        ("/auto/path?v=query", &[|request| request.json(&json!({ "v": "json" })), cookie, header], "json"),
        ("/auto/path?v=query", &[|request| request.json(&json!({ "v": 1.5 })), header], "1.5"),
        ("/auto/path?v=query", &[cookie, header], "query"),
        ("/auto/path?v", &[cookie, header], ""),
        ("/auto/path?w=query", &[cookie, header], "path"),
        // What holds no such text is passed over.
        ("/auto/path?v=query", &[|request| request.json(&json!({ "v": null, "w": 1 }))], "query"),
        ("/auto/path?v=query", &[|request| request.header("content-type", "text/plain").body("v=body")], "query"),
    ];
    for (target, places, expected) in cases {
        let request = places.iter().fold(app.post(target), |request, place| place(request));
        request.await.assert_status(200).assert_text(expected);
    }
    let cases: [(&[Place], &str); 3] =
        [(&[cookie, header], "cookie"), (&[header], "header"), (&[form, header], "header")];
    for (places, expected) in cases {
        let request = places.iter().fold(app.get("/auto"), |request, place| place(request));
        let expected = if places.len() == 2 && expected == "header" { "form" } else { expected };
        request.await.assert_status(200).assert_text(expected);
    }
}

#[tokio::test]
async fn what_may_come_from_anywhere_may_be_missing_repeated_renamed_or_have_a_default() {
    let app = app();
    app.post("/auto").await.assert_status(200).assert_text("None 7 [] Err(true)");
    let request = app.post("/auto?list=a&list=b&r=-1").header("x-n", "255").cookie("v", "c");
    request.await.assert_text(r#"Some("c") 255 ["a", "b"] Ok(-1)"#);
    let request = app.post("/auto?list=a").form(&[("list", "b"), ("list", "c"), ("x_n", "1")]);
    request.await.assert_text(r#"None 1 ["b", "c"] Err(true)"#);
    app.post("/auto").cookie("list", "a").cookie("list", "b").await.assert_text(r#"None 7 ["a", "b"] Err(true)"#);
}

#[tokio::test]
async fn the_first_that_has_it_is_judged_and_not_shown() {
    let answer = app().post("/auto?x_n=1").header("content-type", FORM).body("x_n=s3cret&v=%FF").await;
    assert!(!answer.assert_status(400).text().contains("s3cret"));
    let errors = json!([
        { "in": "request", "name": "v", "message": "expected UTF-8" },
        { "in": "request", "name": "x_n", "message": "expected an integer (u8)" },
    ]);
    assert_eq!(answer.json::<Value>()["errors"], errors);
    let missing = app().get("/auto").await.assert_status(400).json::<Value>();
    assert_eq!(missing["errors"], json!([{ "in": "request", "name": "v", "message": "is missing" }]));
}

#[tokio::test]
async fn a_body_that_says_it_is_json_and_is_not_is_the_answer_whatever_else_has_it() {
    let app = app();
    let broken = |target, body| app.post(target).header("content-type", "application/json").body(body);
    for body in ["{\"v\":", "{\"v\":\"\u{0}\"}", "x", "{} {}"] {
        let answer = broken("/auto/path?v=query", body).await;
        let errors = answer.assert_status(400).json::<Value>()["errors"].clone();
        assert_eq!((&errors[0]["in"], errors.as_array().map(Vec::len)), (&json!("body"), Some(1)), "{errors}");
        let message = errors[0]["message"].as_str().expect("a text");
        assert!(message.starts_with("is not JSON: ") && message.contains("line 1"), "{message}");
    }
    broken("/auto?list=a", "x").await.assert_status(400).assert_body_contains("body: is not JSON: expected value");
    // Empty, and without such members, it is looked on.
    for body in ["", "null", "[1]", "7"] {
        broken("/auto/path?v=query", body).await.assert_status(200).assert_text("query");
    }
}

#[tokio::test]
async fn a_list_in_json_is_a_repeated_name() {
    let app = app();
    let body = json!({ "list": ["a", 1, true], "v": ["first", "second"] });
    app.post("/auto?list=b").json(&body).await.assert_text(r#"Some("first") 7 ["a", "1", "true"] Err(true)"#);
    for list in [json!([]), json!([["a"]]), json!(["a", null]), json!({ "a": 1 })] {
        let answer = app.post("/auto?list=b").json(&json!({ "list": list })).await;
        answer.assert_text(r#"None 7 ["b"] Err(true)"#);
    }
}

#[derive(Bean)]
struct Place {
    shop: u16,
    name: String,
    #[bean(default = 1)]
    floor: i8,
}

#[get_mapping("/captures/<shop>/<name>", "/captures/<shop>/<name>/<floor>")]
fn captures(#[path] place: Place, shop: &str) -> String {
    format!("{} {} {} {shop}", place.shop, place.name, place.floor)
}

#[tokio::test]
async fn a_bean_is_made_of_all_captures() {
    let app = app();
    app.get("/captures/7/a%20b").await.assert_status(200).assert_text("7 a b 1 7");
    app.get("/captures/007/x/-3").await.assert_text("7 x -3 007");
    let answer = app.get("/captures/70000/x/y%0A").await;
    let errors = answer.assert_status(400).json::<Value>()["errors"].clone();
    let errors = errors.as_array().expect("a list");
    assert_eq!(errors.len(), 2, "{errors:?}");
    for (error, (name, shown)) in errors.iter().zip([("shop", "got `70000`"), ("floor", r"got `y\n`")]) {
        assert_eq!((&error["in"], &error["name"]), (&json!("path"), &json!(name)));
        assert!(error["message"].as_str().is_some_and(|message| message.ends_with(shown)), "{error}");
    }
}

#[post_mapping("/five/<id>")]
fn five(
    id: u8,
    page: u32,
    #[header] x_count: i16,
    #[cookie] theme: Option<bool>,
    #[form] size: f32,
    #[form] name: &str,
) -> String {
    format!("{id} {page} {x_count} {theme:?} {size} {name}")
}

#[tokio::test]
async fn what_is_wrong_in_five_places_is_one_answer() {
    let app = app();
    let request = app.post("/five/256?page=-1").header("x-count", "s3cret").cookie("theme", "s3cret");
    let answer = request.form(&[("size", "s3cret")]).await;
    assert!(!answer.assert_status(400).text().contains("s3cret"));
    let errors = json!([
        { "in": "path", "name": "id", "message": "expected an integer (u8), got `256`" },
        { "in": "query", "name": "page", "message": "expected an integer (u32), got `-1`" },
        { "in": "header", "name": "x-count", "message": "expected an integer (i16)" },
        { "in": "cookie", "name": "theme", "message": "expected true, false, 1, 0, on or off" },
        { "in": "form", "name": "size", "message": "expected a number (f32)" },
        { "in": "form", "name": "name", "message": "is missing" },
    ]);
    assert_eq!(answer.json::<Value>()["errors"], errors);
    let request = app.post("/five/255?page=1").header("x-count", "-1").cookie("theme", "on");
    request.form(&[("size", "1.5"), ("name", "x")]).await.assert_text("255 1 -1 Some(true) 1.5 x");
}

#[derive(Clone)]
struct Tenant(&'static str);

#[get_mapping("/extension")]
fn extension(Extension(tenant): Extension<Tenant>) -> &'static str {
    tenant.0
}

#[tokio::test]
async fn what_a_layer_attaches_is_an_argument_and_a_500_without_it() {
    let layer = MapRequestLayer::new(|mut request: http::Request<Body>| {
        request.extensions_mut().insert(Tenant("acme"));
        request
    });
    application().layer(layer).test().get("/extension").await.assert_status(200).assert_text("acme");
    let answer = app().get("/extension").await;
    assert!(!answer.assert_status(500).text().contains("Tenant"), "{}", answer.text());
}

#[get_mapping("/peer")]
fn peer(PeerAddress(address): PeerAddress) -> String {
    format!("{} {}", address.ip(), address.port() > 0)
}

#[tokio::test]
async fn the_peer_is_the_other_end_of_the_socket() {
    let request = "GET /peer HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answer = exchange(application(), request).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1 true"), "{answer}");
    let layered = application().layer(MapRequestLayer::new(|request: http::Request<Body>| request));
    let answer = exchange(layered, request).await;
    assert!(answer.ends_with("127.0.0.1 true"), "{answer}");
    app().get("/peer").await.assert_status(200).assert_text("127.0.0.1 false");
}

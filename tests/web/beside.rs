//! What stands beside the routes: mounts, the fallback, trailing slashes.

use std::convert::Infallible;

use framework::prelude::*;
use tower::service_fn;

#[derive(Default)]
struct Beside;

#[controller("/beside")]
impl Beside {
    #[get_mapping("/own")]
    fn own(&self) -> &'static str {
        "own"
    }

    #[get_mapping("/things/<name>")]
    fn thing(&self, name: &str) -> String {
        name.to_owned()
    }

    #[post_mapping("/things/<name>")]
    fn post(&self, name: &str, #[body] body: &str) -> String {
        format!("{name} {body}")
    }
}

fn app() -> App {
    App::new().only::<Beside>()
}

/// Says what it was asked.
async fn echo(request: http::Request<Body>) -> Result<http::Response<Body>, Infallible> {
    let asked = format!("{} {}", request.method(), request.uri());
    let body = request.into_body().read(1000).await.expect("a body");
    Ok(http::Response::new(Body::from(format!("{asked} {}", String::from_utf8_lossy(&body)))))
}

#[tokio::test]
async fn a_mount_sees_the_path_behind_its_prefix() {
    let app = app().mount("/beside/legacy", service_fn(echo)).mount("/beside", service_fn(echo)).test();
    app.get("/beside/legacy/a/b?c=d").await.assert_text("GET /a/b?c=d ");
    app.get("/beside/legacy").await.assert_text("GET / ");
    app.get("/beside/legacy?x").await.assert_text("GET /?x ");
    app.post("/beside/legacy/a%2Fb").body("body").await.assert_text("POST /a%2Fb body");
    app.get("/beside/own").await.assert_text("own");
    app.get("/beside/other").await.assert_text("GET /other ");
    app.get("/beside/legacy/a/").await.assert_text("GET /a/ ");
    app.get("/beside/legacy/").await.assert_text("GET / ");
    app.get("/beside/legacy/a//b").await.assert_text("GET /a//b ");
    app.get("/beside/legacy/../own").await.assert_status(404);
    app.get("/beside/legacy/%2e%2E/own").await.assert_status(404);
    app.get("/elsewhere").await.assert_status(404);
}

#[tokio::test]
async fn a_mount_that_cannot_be_stops_the_start() {
    let twice = app().mount("/x", service_fn(echo)).mount("/x", service_fn(echo)).mount("/<id>", service_fn(echo));
    let report = twice.into_service().await.expect_err("two mistakes").to_string();
    assert!(
        report.contains("the prefix `/x` of `App::mount` or `App::assets`: something is mounted there already"),
        "{report}"
    );
    assert!(report.contains("the prefix `/<id>` of `App::mount` or `App::assets`: `<id>` captures"), "{report}");
    assert!(report.contains("tests/web/beside.rs:"), "{report}");
}

#[tokio::test]
async fn the_fallback_answers_what_no_pattern_accepts() {
    let app = app().fallback(service_fn(echo)).test();
    app.get("/nowhere?q=1").await.assert_text("GET /nowhere?q=1 ");
    app.request(http::Method::DELETE, "/beside/own").await.assert_status(405);
    app.get("/beside/own").await.assert_text("own");
    app.get("/%zz").await.assert_status(400);
}

#[tokio::test]
async fn an_application_of_a_fallback_alone_starts() {
    let app = App::new().module("no::such::module").fallback(service_fn(echo)).test();
    app.get("/x").await.assert_text("GET /x ");
}

#[tokio::test]
async fn a_service_that_fails_or_panics_is_a_500() {
    let fails =
        service_fn(|_: http::Request<Body>| async { Err::<http::Response<Body>, _>(std::io::Error::other("x")) });
    let panics = service_fn(|_: http::Request<Body>| async { panic!("x") as Result<http::Response<Body>, Infallible> });
    let app = app().mount("/fails", fails).mount("/panics", panics).test();
    app.get("/fails").await.assert_status(500);
    app.get("/panics").await.assert_status(500);
    app.get("/beside/own").await.assert_status(200);
}

#[tokio::test]
async fn a_trailing_slash_is_what_the_setting_says() {
    let with = |setting: &str| app().set("http.trailing_slash", setting).test();
    with("strict").get("/beside/own/").await.assert_status(404);
    let ignore = with("ignore");
    ignore.get("/beside/own/").await.assert_text("own");
    ignore.get("/beside/things/a%20b/").await.assert_text("a b");
    ignore.get("/beside/own//").await.assert_status(404);
    ignore.get("/").await.assert_status(404);
    let others = "GET, HEAD, OPTIONS";
    ignore.put("/beside/own/").await.assert_status(405).assert_header("allow", others);
    let options = ignore.request("OPTIONS".parse().expect("a method"), "/beside/own/").await;
    options.assert_status(204).assert_header("allow", others);
    ignore.put("/beside/nothing/").await.assert_status(404);
    with("strict").put("/beside/own/").await.assert_status(404);
    let redirect = with("redirect");
    redirect.get("/beside/own/?q=1").await.assert_status(308).assert_header("location", "/beside/own?q=1");
    redirect.post("/beside/things/x/").await.assert_status(308).assert_header("location", "/beside/things/x");
    redirect.get("/beside/nothing/").await.assert_status(404);
    redirect.get("//evil.example/").await.assert_status(404);
}

struct Wary;

impl Guard for Wary {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        if request.query("decline").is_some() { Err(Invalid::declined()) } else { Ok(Wary) }
    }
}

#[derive(Default)]
struct Declining;

#[controller("/declining")]
impl Declining {
    #[get_mapping("/now/<_what>")]
    fn now(&self, _what: &str) -> Invalid {
        Invalid::declined()
    }

    #[post_mapping("/body")]
    fn body(&self, #[body] body: &str) -> Result<usize, Invalid> {
        if body == "mine" { Ok(body.len()) } else { Err(Invalid::declined()) }
    }

    #[post_mapping("/later")]
    async fn later(&self, #[guard] _wary: Wary, #[body] body: String) -> Result<String, Invalid> {
        if body == "mine" { Ok(body) } else { Err(Invalid::declined()) }
    }
}

#[tokio::test]
async fn what_is_declined_reaches_the_fallback_as_it_came() {
    let app = App::new().only::<Declining>().fallback(service_fn(echo)).test();
    app.get("/declining/now/a%20b?x=1").await.assert_text("GET /declining/now/a%20b?x=1 ");
    app.post("/declining/body").body("mine").await.assert_text("4");
    app.post("/declining/body").body("theirs").await.assert_text("POST /declining/body theirs");
    app.post("/declining/later").body("mine").await.assert_text("mine");
    app.post("/declining/later").body("theirs").await.assert_text("POST /declining/later theirs");
    app.post("/declining/later?decline").body("mine").await.assert_text("POST /declining/later?decline mine");
    App::new().only::<Declining>().test().get("/declining/now/x").await.assert_status(404);
}

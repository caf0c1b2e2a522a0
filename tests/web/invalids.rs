//! In which form a refusal is sent, and functions of the program that answer it instead.

use std::{
    convert::Infallible,
    error::Error,
    fmt,
    future::{Ready, ready},
    io,
};

use framework::{
    BoxError, TestApp, TestRequest, TestResponse,
    http::{self, Method, Request},
    prelude::*,
    serde_json::{Value, json},
    tokio,
};
use tower::{layer::layer_fn, layer::util::Identity, service_fn};

use crate::{
    answers::{HTML, PROBLEM, TEXT},
    exchange,
};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

/// The routes, with handlers of some modules.
fn with(handlers: &[&str]) -> App {
    let here = module_path!();
    let app = App::new().module(&format!("{here}::routes")).set("http.body_limit", "64");
    handlers.iter().fold(app, |app, module| app.module(&format!("{here}::{module}")))
}

mod routes {
    use super::*;

    #[derive(Bean)]
    struct User {
        name: String,
        age: u8,
    }

    #[controller("/invalids")]
    impl Routes {
        #[get_mapping("/<id>")]
        fn number(id: i32, q: Option<u8>) -> i32 {
            id + i32::from(q.unwrap_or(0))
        }

        #[post_mapping("/users")]
        fn user(user: User) -> String {
            format!("{} {}", user.name, user.age)
        }

        #[get_mapping("/panic")]
        fn panics() -> &'static str {
            panic!("s3cret")
        }

        #[get_mapping("/panic/later")]
        async fn panics_later() -> &'static str {
            tokio::task::yield_now().await;
            panic!("s3cret")
        }

        #[get_mapping("/error")]
        fn error() -> Result<(), Invalid> {
            Err(io::Error::other(Secret))?
        }

        #[get_mapping("/private")]
        async fn private() -> Invalid {
            Invalid::forbidden("not you")
                .caused_by(io::Error::other(Secret))
                .header("www-authenticate", "Basic")
                .header("set-cookie", "a=1")
        }

        #[get_mapping("/echo/<*text>")]
        fn echo(text: &str) -> Invalid {
            let errors = json!([{ "in": "path", "name": text, "message": text }]);
            Invalid::conflict(text.to_owned()).with("errors", errors).with("title", text)
        }

        #[get_mapping("/below")]
        fn below() -> Invalid {
            Invalid::new(HttpStatus::OK, "no refusal")
        }

        #[get_mapping("/typed")]
        fn typed() -> Invalid {
            Invalid::conflict("no").header("content-type", "application/vnd.own+json").header("vary", "Cookie")
        }

        #[get_mapping("/redirect")]
        fn redirect() -> Result<String, RedirectResponse> {
            Err(RedirectResponse::to("/elsewhere"))
        }

        #[get_mapping("/missing-file")]
        fn file() -> FileResponse {
            FileResponse::new("is/not/there.txt")
        }
    }

    #[derive(Default)]
    struct Routes;
}

/// An error with a private text on two levels.
#[derive(Debug)]
struct Secret;

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("s3cret")
    }
}

impl Error for Secret {}

/// One function for all.
mod all {
    use super::*;

    #[invalid_handler]
    fn page(invalid: &Invalid, request: &RequestHead) -> HtmlResponse {
        let detail = invalid.detail().unwrap_or_default();
        HtmlResponse::new(format!("all {} {} {detail}", invalid.status().code(), request.path()))
    }
}

/// One function for each.
mod each {
    use super::*;

    macro_rules! each {
        ($($status:literal $name:ident)*) => {$(
            #[invalid_handler($status)]
            async fn $name(invalid: &Invalid, request: &RequestHead) -> String {
                tokio::task::yield_now().await;
                let detail = invalid.detail().unwrap_or_default();
                format!("each {} {} {detail}", $status, request.path())
            }
        )*};
    }

    each!(400 bad 404 missing 405 method 413 large 414 long 415 media 422 wrong 431 fields 500 broken 501 unknown);
}

/// Nothing at all is done, by a layer.
fn in_layers(app: App) -> App {
    app.layer(Identity::new()).layer(Identity::new())
}

fn long(length: usize) -> String {
    "x".repeat(length)
}

type Make = fn(&TestApp) -> TestRequest;

/// Every refusal that the framework makes by itself.
const REFUSALS: [(u16, Make); 15] = [
    (404, |app| app.get("/nowhere")),
    (500, |app| app.get("/invalids/missing-file")),
    (405, |app| app.post("/invalids/panic")),
    (400, |app| app.get("/invalids/x7")),
    (400, |app| app.get("/%ff")),
    (400, |app| app.get("/nowhere").header("host", "a b")),
    (413, |app| app.post("/invalids/users").json(&long(100))),
    (414, |app| app.get(&format!("/{}", long(9000)))),
    (415, |app| app.post("/invalids/users").header("content-type", "text/csv").body("a,b")),
    (422, |app| app.post("/invalids/users").json(&json!({ "age": 1000 }))),
    (431, |app| app.get("/nowhere").header("x-long", long(100_000))),
    (500, |app| app.get("/invalids/panic")),
    (500, |app| app.get("/invalids/panic/later")),
    (500, |app| app.get("/invalids/error")),
    (501, |app| app.request(Method::from_bytes(b"BREW").expect("a method"), "/nowhere")),
];

#[tokio::test]
async fn every_refusal_of_the_framework_is_sent_as_its_client_prefers() {
    for layered in [false, true] {
        let app = if layered { in_layers(with(&[])) } else { with(&[]) }.test();
        for (status, make) in REFUSALS {
            for (accept, content_type) in [("*/*", PROBLEM), ("text/plain", TEXT), ("text/html", HTML)] {
                let answer = make(&app).header("accept", accept).await;
                // The page of near misses is another one.
                answer.assert_status(status).assert_header("content-type", content_type);
                answer.assert_header("vary", "Accept");
                let title = format!("{status} {}", answer.status().reason());
                match accept {
                    "*/*" => assert_eq!(answer.json::<Value>()["status"], status),
                    _ => assert!(answer.text().contains(&title), "{}", answer.text()),
                }
            }
        }
    }
}

#[tokio::test]
async fn a_function_answers_every_refusal_of_the_framework() {
    for (module, word, layered) in
        [("all", "all", false), ("all", "all", true), ("each", "each", false), ("each", "each", true)]
    {
        let app = if layered { in_layers(with(&[module])) } else { with(&[module]) }.test();
        for (status, make) in REFUSALS {
            let answer = make(&app).header("accept", BROWSER).await;
            let begins = format!("{word} {status} /");
            assert!(answer.assert_status(status).text().starts_with(&begins), "{begins}: {}", answer.text());
            assert_eq!(answer.header("vary"), None);
            assert!(!answer.text().contains("s3cret"), "{}", answer.text());
        }
        let answer = app.post("/invalids/panic").await;
        answer.assert_status(405).assert_header("allow", "GET, HEAD, OPTIONS");
        // Where it has a body, its length is told; where it is asked for the head, only that.
        let answer = app.head("/nowhere").await;
        answer
            .assert_status(404)
            .assert_text("")
            .assert_header("content-length", &format!("{word} 404 /nowhere ").len().to_string());
    }
}

#[tokio::test]
async fn the_server_refuses_as_the_test_client_does() {
    let long_target = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", long(9000));
    let long_field = format!("GET /a HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", long(70_000));
    let cases = [(long_target, "414 URI Too Long"), (long_field, "431 Request Header Fields Too Large")];
    for (request, status) in &cases {
        let code = &status[..3];
        for (module, expected) in [("all", format!("all {code} /")), ("each", format!("each {code} /"))] {
            let response = exchange(with(&[module]), request).await;
            let (head, body) = response.split_once("\r\n\r\n").expect("a head");
            assert!(head.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{head}");
            assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
            assert!(body.starts_with(&expected), "{body}");
        }
        for (accept, content_type) in [("*/*", PROBLEM), ("text/plain", TEXT), (BROWSER, HTML)] {
            let request = request.replacen("\r\n", &format!("\r\naccept: {accept}\r\n"), 1);
            let response = exchange(with(&[]), &request).await;
            let (head, body) = response.split_once("\r\n\r\n").expect("a head");
            for part in [&format!("content-type: {content_type}"), &format!("content-length: {}", body.len())] {
                assert!(head.contains(part.as_str()), "{part}: {head}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_private_is_in_no_rendering() {
    for handlers in [&[][..], &["all"], &["each"], &["others"], &["failing"]] {
        for path in ["/invalids/panic", "/invalids/panic/later", "/invalids/error", "/invalids/private"] {
            for accept in ["*/*", BROWSER, "text/plain"] {
                let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\naccept: {accept}\r\n\r\n");
                let response = exchange(with(handlers), &request).await;
                assert!(response.starts_with("HTTP/1.1 500") || response.starts_with("HTTP/1.1 403"), "{response}");
                assert!(response.contains("content-length: "), "{response}");
                for private in ["s3cret", "Custom", file!(), "invalids.rs", "Routes"] {
                    assert!(!response.contains(private), "{path} {accept} {handlers:?}: {response}");
                }
            }
        }
    }
}

#[tokio::test]
async fn what_a_visitor_sent_is_escaped_in_a_page() {
    let app = with(&[]).test();
    let answer = app.get("/invalids/echo/%3Cscript%3E%22'&%3C/script%3E").header("accept", BROWSER).await;
    let shown = "&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;";
    answer.assert_status(409).assert_header("content-type", HTML).assert_text(&format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>409 {shown}</title>\n\
         <h1>409 {shown}</h1>\n<p>{shown}</p>\n<ul>\n<li>path {shown}: {shown}</li>\n</ul>\n"
    ));
    let answer = app.get("/invalids/%3Cb%3E?q=%3Ci%3E").header("accept", BROWSER).await;
    assert!(!answer.assert_status(400).text().contains("<b>") && !answer.text().contains("<i>"), "{}", answer.text());
    assert!(answer.text().contains("<li>path id: expected an integer"), "{}", answer.text());
    assert!(answer.text().contains("<li>query q: "), "{}", answer.text());
}

#[tokio::test]
async fn an_invalid_may_name_its_own_media_type_and_vary() {
    let answer = with(&[]).test().get("/invalids/typed").header("accept", BROWSER).await;
    answer.assert_status(409).assert_header("content-type", "application/vnd.own+json");
    assert_eq!(answer.json::<Value>()["detail"], "no");
    let vary: Vec<_> = answer.headers().get_all("vary").iter().collect();
    assert_eq!(vary, ["Cookie", "Accept"]);
}

/// Functions of unusual shapes.
mod others {
    use super::*;

    #[invalid_handler(403)]
    pub(super) fn own_field(request: &RequestHead, invalid: &Invalid) -> PlainTextResponse {
        let component = request.component::<&'static str>().unwrap_or("none");
        PlainTextResponse::new(format!("{} {component}", invalid.detail().unwrap_or_default()))
            .header("www-authenticate", "Own")
            .cookie(Cookie::new("page", "1"))
    }

    #[invalid_handler(404)]
    fn own_status(_: &Invalid) -> (HttpStatus, &'static str) {
        (HttpStatus::GONE, "gone")
    }

    #[invalid_handler(405)]
    fn of_nothing() -> &'static str {
        "$html:<p>no"
    }

    #[invalid_handler(409)]
    fn instead(_: &Invalid) -> Result<String, RedirectResponse> {
        Err(RedirectResponse::to("/conflicts"))
    }

    #[invalid_handler(400)]
    async fn members(invalid: &Invalid) -> impl IntoResponse {
        invalid.member("errors").cloned().unwrap_or_default().to_string()
    }

    #[invalid_handler(500)]
    fn a_look_at_the_cause(invalid: &Invalid) -> String {
        invalid.source().map_or_else(String::new, |source| source.to_string().len().to_string())
    }

    #[invalid_handler(413)]
    fn file() -> FileResponse {
        FileResponse::new("report.txt")
    }

    #[invalid_handler]
    fn fields(request: &RequestHead) -> String {
        request.header("x-sent").unwrap_or("none").to_owned()
    }
}

#[tokio::test]
async fn a_function_decides_about_all_of_the_response() {
    let app = with(&["others"]).set("http.files_root", "tests/web/resource").provide("component").test();
    let answer = app.get("/invalids/private").await;
    answer.assert_status(403).assert_header("www-authenticate", "Own").assert_text("not you component");
    assert_eq!(answer.headers().get_all("www-authenticate").iter().count(), 1);
    assert_eq!(answer.headers().get_all("set-cookie").iter().count(), 2);
    app.get("/nowhere").await.assert_status(410).assert_text("gone");
    let answer = app.post("/invalids/panic").await;
    answer.assert_status(405).assert_header("content-type", HTML).assert_header("allow", "GET, HEAD, OPTIONS");
    answer.assert_text("<p>no");
    app.get("/invalids/echo/x").await.assert_status(302).assert_header("location", "/conflicts");
    let answer = app.get("/invalids/x").await;
    assert_eq!(answer.assert_status(400).json::<Value>()[0]["name"], "id");
    app.get("/invalids/error").await.assert_status(500).assert_text("6");
    // A file is whole, whatever the request says of parts and of what the visitor has.
    let large = app.post("/invalids/users").json(&long(100)).header("range", "bytes=0-1").header("if-none-match", "*");
    let answer = large.await;
    let report = std::fs::read_to_string("tests/web/resource/report.txt").expect("it is there");
    answer.assert_status(413).assert_header("content-type", TEXT).assert_text(&report);
    let refused = app.post("/invalids/users").json(&json!({})).header("x-sent", "seen");
    refused.await.assert_status(422).assert_text("seen");
}

#[tokio::test]
async fn what_is_no_refusal_is_left_alone() {
    let app = with(&["all"]).test();
    app.get("/invalids/7").await.assert_status(200).assert_text("7");
    app.get("/invalids/redirect").await.assert_status(302).assert_header("location", "/elsewhere");
    // What cannot carry a problem is one of the program's own, and a 500.
    let answer = app.get("/invalids/below").await;
    answer.assert_status(500).assert_text("all 500 /invalids/below no refusal");
}

/// Functions that fail in every way.
mod failing {
    use super::*;

    #[invalid_handler(403)]
    fn refuses(_: &Invalid) -> Result<String, Invalid> {
        Err(Invalid::conflict("s3cret"))
    }

    #[invalid_handler(404)]
    fn fails() -> Result<String, io::Error> {
        Err(io::Error::other("s3cret"))
    }

    #[invalid_handler(405)]
    fn panics() -> String {
        panic!("s3cret")
    }

    #[invalid_handler(500)]
    async fn panics_later() -> String {
        tokio::task::yield_now().await;
        panic!("s3cret")
    }

    #[invalid_handler(400)]
    fn file_that_is_not_there() -> FileResponse {
        FileResponse::new("s3cret.html")
    }

    #[invalid_handler(422)]
    fn no_final_status() -> HttpStatus {
        HttpStatus::EARLY_HINTS
    }
}

#[tokio::test]
async fn where_a_function_fails_the_usual_rendering_answers() {
    let app = with(&["failing"]).test();
    let cases: [(u16, Make); 6] = [
        (403, |app| app.get("/invalids/private")),
        (404, |app| app.get("/nowhere")),
        (405, |app| app.post("/invalids/panic")),
        (500, |app| app.get("/invalids/error")),
        (400, |app| app.get("/invalids/x")),
        (422, |app| app.post("/invalids/users").json(&json!({}))),
    ];
    for (status, make) in cases {
        let answer = make(&app).await;
        answer.assert_status(status).assert_header("content-type", PROBLEM);
        assert_eq!(answer.json::<Value>()["status"], status);
        assert!(!answer.text().contains("s3cret"), "{}", answer.text());
        make(&app).header("accept", "text/plain").await.assert_status(status).assert_header("content-type", TEXT);
    }
    app.get("/invalids/7").await.assert_text("7");
}

/// For people, and not for programs.
mod for_people {
    use super::*;

    #[invalid_handler(404)]
    async fn page(request: &RequestHead) -> Result<HtmlResponse, Invalid> {
        if request.prefers_html() { Ok("<h1>lost</h1>".html()) } else { Err(Invalid::declined()) }
    }
}

#[tokio::test]
async fn a_function_leaves_to_the_usual_rendering_what_it_declines() {
    let app = with(&["for_people"]).test();
    let page = app.get("/nowhere").header("accept", BROWSER).await;
    page.assert_status(404).assert_header("content-type", HTML).assert_text("<h1>lost</h1>");
    for accept in ["", "*/*", "application/json", "text/html;q=0.5, application/json", "application/json, text/html"] {
        let problem = app.get("/nowhere").header("accept", accept).await;
        problem.assert_status(404).assert_header("content-type", PROBLEM);
        assert_eq!(problem.problem().detail, None, "that it was declined is nobody's business");
        assert!(!problem.logs().contains("failed"), "{}", problem.logs());
    }
    app.get("/nowhere").header("accept", "text/plain").await.assert_header("content-type", TEXT);
    app.get("/nowhere").header("accept", "text/html;q=0.9, */*;q=0.8").await.assert_header("content-type", HTML);
}

fn broken(_: Request<Body>) -> Ready<Result<http::Response<Body>, BoxError>> {
    ready(Err("s3cret".into()))
}

fn panicking(_: Request<Body>) -> Ready<Result<http::Response<Body>, Infallible>> {
    panic!("s3cret")
}

#[tokio::test]
async fn failures_of_foreign_code_are_answered_alike() {
    let apps: [fn(App) -> App; 7] = [
        |app| app.layer(layer_fn(|_| service_fn(broken))),
        |app| app.layer(layer_fn(|_| service_fn(panicking))),
        |app| app.layer(Identity::new()).layer(layer_fn(|_| service_fn(broken))),
        |app| app.mount("/foreign", service_fn(broken)),
        |app| app.mount("/foreign", service_fn(panicking)),
        |app| app.fallback(service_fn(broken)),
        |app| in_layers(app).mount("/foreign", service_fn(broken)),
    ];
    for (index, foreign) in apps.into_iter().enumerate() {
        let get = |app: App| async move {
            let request = app.test().get("/foreign/x").header("accept", "text/plain").header("x-sent", "seen");
            let answer: TestResponse = request.await;
            assert!(!answer.text().contains("s3cret"), "{index}: {}", answer.text());
            answer
        };
        get(foreign(with(&[]))).await.assert_status(500).assert_text("500 Internal Server Error\n");
        get(foreign(with(&["all"]))).await.assert_status(500).assert_header("content-type", HTML);
        get(foreign(with(&["sent"]))).await.assert_status(500).assert_text("seen");
    }
}

/// One that looks at the fields of the request.
mod sent {
    use super::*;

    #[invalid_handler]
    fn sent(_: &Invalid, request: &RequestHead) -> String {
        request.header("x-sent").unwrap_or("none").to_owned()
    }
}

#[tokio::test]
async fn a_function_of_its_own_for_404_replaces_the_page_of_near_misses() {
    let page = with(&[]).test().get("/invalids").header("accept", BROWSER).await;
    page.assert_status(404).assert_header("content-type", HTML).assert_header("vary", "Accept");
    for module in ["all", "each"] {
        let page = with(&[module]).test().get("/invalids").header("accept", BROWSER).await;
        page.assert_status(404).assert_text(&format!("{module} 404 /invalids "));
    }
}

#[tokio::test]
async fn the_functions_around_the_chosen_routes_answer() {
    /// Its handler is chosen by a route in the module, and by one below it.
    async fn nowhere(app: App) -> String {
        app.test().get("/nowhere").await.text().to_owned()
    }
    assert_eq!(nowhere(App::new().only::<around::Own>()).await, "around");
    assert_eq!(nowhere(App::new().only::<around::below::Below>()).await, "around");
    assert_eq!(nowhere(App::new().module(&format!("{}::around::below", module_path!()))).await, "around");
    assert!(nowhere(with(&[])).await.starts_with('{'));
}

mod around {
    use super::*;

    #[invalid_handler]
    fn handler() -> &'static str {
        "around"
    }

    #[derive(Default)]
    pub(super) struct Own;

    #[controller("/around")]
    impl Own {
        #[get_mapping]
        fn own() -> &'static str {
            "own"
        }
    }

    pub(super) mod below {
        use super::*;

        #[derive(Default)]
        pub(in super::super) struct Below;

        #[controller("/around/below")]
        impl Below {
            #[get_mapping]
            fn below() -> &'static str {
                "below"
            }
        }
    }
}

#[tokio::test]
async fn two_functions_for_one_status_stop_the_start() {
    for (module, which) in [("each", "the status 404"), ("all", "all statuses")] {
        let report = crate::refused(with(&[module, "others"])).await;
        let says = format!("two functions with `#[invalid_handler]` answer {which}; keep one:");
        assert!(report.contains(&says), "{report}");
        assert!(report.contains("tests/web/invalids.rs:"), "{report}");
    }
}

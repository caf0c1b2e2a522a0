//! Statuses of texts, numbers and types.

use framework::prelude::*;

use super::{USER, User, app, html, unstarted, user};
use crate::answers::{HTML, JSON, PROBLEM, TEXT, assert_answer, with};

#[derive(Default)]
struct Statuses;

#[controller("/statuses")]
impl Statuses {
    #[get_mapping("/text")]
    fn text(text: &str) -> StatusResponse {
        StatusResponse::from(text)
    }

    #[get_mapping("/new/<code>")]
    fn of_code_and_text(code: u16, text: String) -> StatusResponse {
        StatusResponse::new(code, text)
    }

    #[get_mapping("/code/<code>")]
    async fn code(code: u16) -> StatusResponse {
        code.into()
    }

    #[get_mapping("/constant")]
    fn constant() -> StatusResponse {
        StatusResponse::new(HttpStatus::GONE, 'x')
    }

    #[get_mapping("/constant-alone")]
    fn constant_alone() -> StatusResponse {
        HttpStatus::GONE.into()
    }
}

#[tokio::test]
async fn a_status_has_a_type_where_it_has_a_text() {
    let app = app();
    let texts = [
        ("404", 404, ""),
        ("404 no such page", 404, "no such page"),
        ("200 404", 200, "404"),
        ("404 名: 1", 404, "名: 1"),
        ("600", 600, ""),
        ("999 far", 999, "far"),
        ("204 gone", 204, ""),
        ("205 gone", 205, ""),
        ("304 gone", 304, ""),
    ];
    for (text, status, body) in texts {
        let content_type = (!body.is_empty()).then_some(TEXT);
        assert_answer(&app.get(&with("/statuses/text", text)).await, status, content_type, body);
    }
    for code in [200, 201, 299, 400, 404, 418, 500, 599, 600, 999] {
        assert_answer(&app.get(&with(&format!("/statuses/new/{code}"), "a: b")).await, code, Some(TEXT), "a: b");
        assert_answer(&app.get(&with(&format!("/statuses/new/{code}"), "")).await, code, None, "");
        assert_answer(&app.get(&format!("/statuses/code/{code}")).await, code, None, "");
    }
    assert_answer(&app.get("/statuses/constant").await, 410, Some(TEXT), "x");
    assert_answer(&app.get("/statuses/constant-alone").await, 410, None, "");
}

#[tokio::test]
async fn what_is_no_status_is_a_500() {
    let app = app();
    let texts =
        ["", " ", "abc", "40", "4040", "404x", "+404", "-404", "40.4", "0x194", "٤٠٤", "text 404", "100", "199 x"];
    for text in texts {
        let answer = app.get(&with("/statuses/text", text)).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM);
    }
    for code in [0, 1, 42, 99, 100, 101, 103, 199, 1000, 65535] {
        for path in [with(&format!("/statuses/new/{code}"), "x"), format!("/statuses/code/{code}")] {
            app.get(&path).await.assert_status(500).assert_header("content-type", PROBLEM);
        }
    }
}

#[tokio::test]
async fn the_reason_is_the_registered_one_or_unknown() {
    let cases = [
        ("statuses/code/600", "600 UNKNOWN"),
        ("statuses/code/999", "999 UNKNOWN"),
        ("statuses/code/299", "299 UNKNOWN"),
        ("statuses/code/404", "404 Not Found"),
        ("statuses/code/418", "418 I'm a teapot"),
        ("statuses/text?text=600%20far", "600 UNKNOWN"),
        ("html/built/unknown", "600 UNKNOWN"),
        ("fixed/unknown", "600 UNKNOWN"),
        ("html/http", "200 OK"),
        ("statuses/code/100", "500 Internal Server Error"),
    ];
    for (path, status) in cases {
        let response = crate::exchange(unstarted(), &format!("GET /{path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        assert!(response.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{path}: {response}");
    }
}

#[derive(Default)]
struct Fixed;

#[controller("/fixed")]
impl Fixed {
    #[get_mapping]
    fn status() -> Status<201, User> {
        Status(user())
    }

    #[get_mapping]
    fn status_of_nothing() -> Status<202> {
        Status(())
    }

    #[get_mapping]
    fn status_of_option(there: bool) -> Status<203, Option<&'static str>> {
        Status(there.then_some("here"))
    }

    #[get_mapping]
    fn option_of_status(there: bool) -> Option<Status<203, &'static str>> {
        there.then_some(Status("here"))
    }

    #[get_mapping]
    async fn result_of_status(there: bool) -> Result<Status<203, &'static str>, Invalid> {
        if there { Ok(Status("here")) } else { Err(Invalid::of(HttpStatus::NOT_FOUND)) }
    }

    #[get_mapping]
    fn status_of_status() -> Status<203, Status<201, i32>> {
        Status(Status(7))
    }

    #[get_mapping]
    fn status_of_http() -> Status<203, http::Response<Body>> {
        Status(http::Response::new(Body::from("raw")))
    }

    #[get_mapping]
    fn pair_of_status() -> (HttpStatus, Status<201, i32>) {
        (HttpStatus::ACCEPTED, Status(7))
    }

    #[get_mapping]
    fn unknown() -> Status<600, &'static str> {
        Status("x")
    }

    #[get_mapping]
    fn bodiless() -> Status<204, String> {
        Status("nobody reads this".to_owned())
    }

    #[get_mapping]
    fn created() -> Created<User> {
        Created::at("/users/名 7", user())
    }

    #[get_mapping]
    fn created_nothing() -> Created {
        Created::at(format!("/users/{}", 7), ())
    }

    #[get_mapping]
    fn created_page() -> Result<Created<HtmlResponse>, Invalid> {
        Ok(Created::at("https://example.org/", html().header("x-a", "1")))
    }

    #[get_mapping]
    fn created_elsewhere() -> Created<&'static str> {
        Created::at("/a\r\nSet-Cookie: b=1", "x")
    }

    #[get_mapping]
    fn created_missing() -> Created<Option<i32>> {
        Created::at("/users/7", None)
    }

    #[get_mapping]
    fn accepted() -> Accepted<Vec<u16>> {
        Accepted(vec![1])
    }

    #[get_mapping]
    async fn accepted_nothing() -> Accepted {
        Accepted(())
    }

    #[get_mapping]
    fn nothing() -> NoContent {
        NoContent
    }

    #[get_mapping]
    fn nothing_or(there: bool) -> Result<Option<NoContent>, Invalid> {
        Ok(there.then_some(NoContent))
    }
}

#[tokio::test]
async fn a_status_of_the_type_is_the_status() {
    let app = app();
    let cases = [
        ("status", 201, Some(JSON), USER),
        ("status_of_nothing", 202, None, ""),
        ("status_of_option?there=true", 203, Some(TEXT), "here"),
        ("option_of_status?there=true", 203, Some(TEXT), "here"),
        ("result_of_status?there=true", 203, Some(TEXT), "here"),
        ("status_of_status", 203, Some(TEXT), "7"),
        ("status_of_http", 203, None, "raw"),
        ("pair_of_status", 202, Some(TEXT), "7"),
        ("unknown", 600, Some(TEXT), "x"),
        ("bodiless", 204, None, ""),
        ("created", 201, Some(JSON), USER),
        ("created_nothing", 201, None, ""),
        ("created_page", 201, Some(HTML), "<h1>Grüße</h1>"),
        ("accepted", 202, Some(JSON), "[1]"),
        ("accepted_nothing", 202, None, ""),
        ("nothing", 204, None, ""),
        ("nothing_or?there=true", 204, None, ""),
    ];
    for (path, status, content_type, body) in cases {
        assert_answer(&app.get(&format!("/fixed/{path}")).await, status, content_type, body);
    }
    for path in ["status_of_option", "option_of_status", "result_of_status", "nothing_or"] {
        app.get(&format!("/fixed/{path}?there=false")).await.assert_status(404).assert_header("content-type", PROBLEM);
    }
}

#[tokio::test]
async fn what_is_created_has_a_location() {
    let app = app();
    app.get("/fixed/created").await.assert_header("location", "/users/%E5%90%8D%207");
    app.get("/fixed/created_nothing").await.assert_header("location", "/users/7");
    let page = app.get("/fixed/created_page").await;
    page.assert_header("location", "https://example.org/").assert_header("x-a", "1");
    let missing = app.get("/fixed/created_missing").await;
    missing.assert_status(404);
    let elsewhere = app.get("/fixed/created_elsewhere").await;
    elsewhere.assert_status(500);
    for answer in [missing, elsewhere] {
        assert_eq!((answer.header("location"), answer.header("set-cookie")), (None, None));
    }
}

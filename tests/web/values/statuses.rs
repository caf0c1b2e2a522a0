//! Statuses, pairs with a status, options and results.

use framework::{http::StatusCode, prelude::*, serde_json::json};

use super::{BEAN, MyBean, app, content_type};
use crate::answers::{JSON, OCTETS, PROBLEM, TEXT};

#[get_mapping]
fn nothing() {}

#[get_mapping("/status/<code>")]
fn status(code: u16) -> Result<HttpStatus, Invalid> {
    Ok(HttpStatus::try_from(code)?)
}

#[get_mapping("/status-code/<code>")]
fn status_code(code: u16) -> Result<StatusCode, Invalid> {
    Ok(StatusCode::from_u16(code)?)
}

#[tokio::test]
async fn a_status_is_itself_without_a_body_and_nothing_is_a_200() {
    let app = app();
    let cases = [
        ("/nothing", 200),
        ("/status/200", 200),
        ("/status/202", 202),
        ("/status/204", 204),
        ("/status/404", 404),
        ("/status/418", 418),
        ("/status/500", 500),
        ("/status/600", 600),
        ("/status/999", 999),
        ("/status-code/201", 201),
    ];
    for (path, code) in cases {
        let answer = app.get(path).await;
        answer.assert_status(code).assert_text("");
        assert_eq!(content_type(&answer), None, "{path}");
    }
}

#[tokio::test]
async fn an_informational_status_is_no_final_answer_and_a_500() {
    let app = app();
    for code in [100, 101, 103] {
        app.get(&format!("/status/{code}")).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[get_mapping("/pair/created")]
fn created() -> (HttpStatus, MyBean) {
    (HttpStatus::CREATED, MyBean::default())
}

#[get_mapping("/pair/text")]
async fn accepted() -> (HttpStatus, &'static str) {
    (HttpStatus::ACCEPTED, "later")
}

#[get_mapping("/pair/octets")]
fn partial() -> (HttpStatus, Vec<u8>) {
    (HttpStatus::PARTIAL_CONTENT, vec![b'x'])
}

#[get_mapping("/pair/nothing")]
fn gone() -> (HttpStatus, ()) {
    (HttpStatus::GONE, ())
}

#[get_mapping("/pair/unknown")]
fn unknown() -> Result<(HttpStatus, i32), Invalid> {
    Ok((HttpStatus::try_from(600)?, 7))
}

#[tokio::test]
async fn a_pair_is_the_value_with_that_status() {
    let app = app();
    let cases = [
        ("/pair/created", 201, Some(JSON), BEAN),
        ("/pair/text", 202, Some(TEXT), "later"),
        ("/pair/octets", 206, Some(OCTETS), "x"),
        ("/pair/nothing", 410, None, ""),
        ("/pair/unknown", 600, Some(TEXT), "7"),
    ];
    for (path, status, media_type, text) in cases {
        let answer = app.get(path).await;
        answer.assert_status(status).assert_text(text);
        assert_eq!(content_type(&answer), media_type, "{path}");
    }
}

/// `Maybe` is `Option`, whatever it is called.
type Maybe<T> = Option<T>;

#[get_mapping("/option/<there>")]
fn option(there: bool) -> Maybe<&'static str> {
    there.then_some("here")
}

#[get_mapping("/option-bean/<there>")]
async fn option_bean(there: bool) -> Option<MyBean> {
    there.then(MyBean::default)
}

#[get_mapping("/option-pair/<there>")]
fn option_pair(there: bool) -> (HttpStatus, Option<i32>) {
    (HttpStatus::CREATED, there.then_some(1))
}

#[get_mapping("/option-result/<there>")]
fn option_result(there: bool) -> Result<Option<i32>, Invalid> {
    Ok(there.then_some(1))
}

#[tokio::test]
async fn none_is_a_404_and_some_is_the_value() {
    let app = app();
    let cases = [
        ("/option/", 200, TEXT, "here"),
        ("/option-bean/", 200, JSON, BEAN),
        ("/option-pair/", 201, TEXT, "1"),
        ("/option-result/", 200, TEXT, "1"),
    ];
    for (path, status, media_type, text) in cases {
        let there = app.get(&format!("{path}true")).await;
        there.assert_status(status).assert_header("content-type", media_type).assert_text(text);
        let path = format!("{path}false");
        let missing = app.get(&path).await;
        missing.assert_status(404).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Not Found", "status": 404, "instance": path
        }));
    }
}

#[get_mapping("/result/<good>")]
fn result(good: bool) -> Result<MyBean, Invalid> {
    if good { Ok(MyBean::default()) } else { Err(Invalid::conflict("it is taken")) }
}

#[get_mapping]
fn invalid() -> Invalid {
    Invalid::conflict("it is taken")
}

#[tokio::test]
async fn an_invalid_is_sent_whether_it_is_returned_or_the_error() {
    let app = app();
    app.get("/result/true").await.assert_status(200).assert_header("content-type", JSON).assert_text(BEAN);
    for path in ["/result/false", "/invalid"] {
        app.get(path).await.assert_status(409).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is taken", "instance": path
        }));
    }
}

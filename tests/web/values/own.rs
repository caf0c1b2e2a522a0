//! Types of a program's own, opaque ones and raw responses; and a value that cannot be written.

use framework::{
    Description,
    http::{self, StatusCode},
    prelude::*,
    serde_json::json,
};

use super::{BEAN, MyBean, app, content_type, texts::Octet};
use crate::answers::{JSON, PROBLEM};

/// A type of the program's own.
struct Csv(Vec<[i32; 2]>);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        let lines: String = self.0.iter().map(|[a, b]| format!("{a},{b}\n")).collect();
        Ok(http::Response::builder()
            .header("content-type", "text/csv")
            .header("x-lines", self.0.len())
            .body(lines.into())?)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", framework::Schema::new());
    }
}

#[get_mapping]
fn own() -> Csv {
    Csv(vec![[1, 2], [3, 4]])
}

#[get_mapping]
fn own_in_a_pair() -> (HttpStatus, Option<Csv>) {
    (HttpStatus::CREATED, Some(Csv(vec![[1, 2]])))
}

#[get_mapping]
fn opaque() -> impl IntoResponse {
    (HttpStatus::ACCEPTED, vec![1_u16])
}

#[get_mapping]
async fn asynchronous_opaque() -> Result<impl IntoResponse, Invalid> {
    Ok(Csv(vec![]))
}

#[get_mapping]
fn raw_response() -> http::Response<Body> {
    let mut response = http::Response::new(Body::from("raw"));
    *response.status_mut() = StatusCode::IM_A_TEAPOT;
    response
}

#[get_mapping]
fn raw_response_of_text() -> Result<http::Response<String>, Invalid> {
    Ok(http::Response::builder().status(203).header("content-type", "text/x").body("raw".to_owned())?)
}

#[tokio::test]
async fn own_types_opaque_types_and_raw_responses_are_sent_as_they_say() {
    let app = app();
    let cases = [
        ("/own", 200, Some("text/csv"), "1,2\n3,4\n"),
        ("/own_in_a_pair", 201, Some("text/csv"), "1,2\n"),
        ("/opaque", 202, Some(JSON), "[1]"),
        ("/asynchronous_opaque", 200, Some("text/csv"), ""),
        ("/raw_response", 418, None, "raw"),
        ("/raw_response_of_text", 203, Some("text/x"), "raw"),
    ];
    for (path, status, media_type, text) in cases {
        let answer = app.get(path).await;
        answer.assert_status(status).assert_text(text);
        assert_eq!(content_type(&answer), media_type, "{path}");
    }
    app.get("/own").await.assert_header("x-lines", "2");
}

#[derive(Bean)]
#[bean(output)]
struct Page<T> {
    items: Vec<T>,
    next: Option<u32>,
}

/// A page of another name.
type Pages = Vec<Page<Octet>>;

#[get_mapping]
fn generic_wrapper() -> Page<MyBean> {
    Page { items: vec![MyBean::default()], next: None }
}

#[get_mapping]
fn aliased_wrapper() -> Pages {
    vec![Page { items: vec![1], next: Some(2) }]
}

#[tokio::test]
async fn generic_wrappers_and_aliases_are_what_they_stand_for() {
    let app = app();
    let page = format!(r#"{{"items":[{BEAN}],"next":null}}"#);
    app.get("/generic_wrapper").await.assert_status(200).assert_header("content-type", JSON).assert_text(&page);
    let pages = r#"[{"items":[1],"next":2}]"#;
    app.get("/aliased_wrapper").await.assert_status(200).assert_header("content-type", JSON).assert_text(pages);
}

/// Its `Serialize` gives up in the middle.
#[derive(Bean)]
#[bean(output)]
struct Unwritable {
    before: &'static str,
    #[serde(serialize_with = "fail")]
    broken: u8,
}

fn fail<S: framework::serde::Serializer>(_: &u8, _: S) -> Result<S::Ok, S::Error> {
    Err(framework::serde::ser::Error::custom("private reason"))
}

#[get_mapping]
fn unwritable() -> Unwritable {
    Unwritable { before: "half of it", broken: 1 }
}

#[tokio::test]
async fn a_value_that_cannot_be_serialised_is_a_500_and_never_half_of_it() {
    let answer = app().get("/unwritable").await;
    answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
        "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": "/unwritable"
    }));
}

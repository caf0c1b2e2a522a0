//! Functions that fail, and failures of foreign code.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    io,
};

use framework::{
    BoxError, TestResponse,
    http::{self, Request},
    prelude::*,
    serde_json::{Value, json},
    tokio,
};
use tower::{layer::layer_fn, layer::util::Identity, service_fn};

use super::{Make, in_layers, with};
use crate::answers::{HTML, PROBLEM, TEXT};

/// Functions that fail in every way.
mod wrong {
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
    let app = with(&["failing::wrong"]).test();
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
        get(foreign(with(&["failing::sent"]))).await.assert_status(500).assert_text("seen");
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

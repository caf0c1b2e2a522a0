//! Bodies that are refused before a bean is made: what is no JSON, is called otherwise, is missing or too much.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

use super::bodies::{app, unstarted};

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
        let app = unstarted().set("http.body_limit", limit).test();
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
    let app = unstarted().set("http.body_limit", "1 KiB");
    let head = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1025\r\n\r\n";
    let response = crate::exchange(app, head).await;
    assert!(response.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{response}");
}

#[tokio::test]
async fn a_chunked_body_is_a_413_as_soon_as_it_is_too_large() {
    let app = unstarted().set("http.body_limit", "8");
    let request = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n\
                   5\r\n{    \r\n5\r\n     \r\n";
    let response = crate::exchange(app, request).await;
    assert!(response.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{response}");
}

#[tokio::test]
async fn an_empty_chunked_body_is_missing() {
    let request = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                   transfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    let response = crate::exchange(unstarted(), request).await;
    assert!(response.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{response}");
}

#[tokio::test]
async fn the_order_of_refusals_is_415_413_400_422() {
    let app = unstarted().set("http.body_limit", "40").test();
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

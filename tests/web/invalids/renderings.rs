//! In which form a refusal is sent: what the client prefers, and what never shows.

use framework::{prelude::*, serde_json::Value};

use super::{BROWSER, REFUSALS, in_layers, with};
use crate::{
    answers::{HTML, PROBLEM, TEXT},
    exchange,
};

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
async fn what_is_private_is_in_no_rendering() {
    for handlers in [&[][..], &["all"], &["each"], &["functions::others"], &["failing::wrong"]] {
        for path in ["/invalids/panic", "/invalids/panic/later", "/invalids/error", "/invalids/private"] {
            for accept in ["*/*", BROWSER, "text/plain"] {
                let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\naccept: {accept}\r\n\r\n");
                let response = exchange(with(handlers), &request).await;
                assert!(response.starts_with("HTTP/1.1 500") || response.starts_with("HTTP/1.1 403"), "{response}");
                assert!(response.contains("content-length: "), "{response}");
                for private in ["s3cret", "Custom", "tests/web", ".rs", "Routes"] {
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

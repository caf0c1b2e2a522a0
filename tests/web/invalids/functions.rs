//! Functions of the program that answer a refusal instead.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

use super::{BROWSER, REFUSALS, in_layers, long, with};
use crate::{
    answers::{HTML, PROBLEM, TEXT},
    exchange,
};

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
    let app = with(&["functions::others"]).set("http.files_root", "tests/web/resource").provide("component").test();
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
    let app = with(&["functions::for_people"]).test();
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

#[tokio::test]
async fn a_function_of_its_own_for_404_replaces_the_page_of_near_misses() {
    let page = with(&[]).test().get("/invalids").header("accept", BROWSER).await;
    page.assert_status(404).assert_header("content-type", HTML).assert_header("vary", "Accept");
    for module in ["all", "each"] {
        let page = with(&[module]).test().get("/invalids").header("accept", BROWSER).await;
        page.assert_status(404).assert_text(&format!("{module} 404 /invalids "));
    }
}

//! How the types are described: as they are sent.

use framework::{prelude::*, serde_json::Value};

use super::{json, redirect, unstarted};
use crate::answers::PROBLEM;

#[get_mapping("/described/error/<good>")]
fn described_error(good: bool) -> Result<JsonResponse, RedirectResponse> {
    if good { Ok(json()) } else { Err(redirect()) }
}

async fn document() -> Value {
    unstarted().set("http.docs", "on").test().get("/openapi.json").await.assert_status(200).json()
}

/// Each status of an operation with its media types.
fn responses<'d>(document: &'d Value, path: &str) -> Vec<(&'d str, Vec<&'d str>)> {
    let responses = document["paths"][path]["get"]["responses"].as_object().expect(path);
    let media_types = |response: &'d Value| {
        response["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type.as_str()).collect()
    };
    responses.iter().map(|(status, response)| (status.as_str(), media_types(response))).collect()
}

#[tokio::test]
async fn what_is_sent_without_a_body_is_described_without_one() {
    assert_eq!(responses(&document().await, "/fixed/bodiless"), [("204", vec![])]);
}

#[tokio::test]
async fn of_two_statuses_the_one_that_is_sent_is_described() {
    let document = document().await;
    for (path, status, content_type) in
        [("/fixed/status_of_status", "203", "text/plain"), ("/fixed/pair_of_status", "default", "text/plain")]
    {
        assert_eq!(responses(&document, path), [(status, vec![content_type])], "{path}");
    }
}

#[tokio::test]
async fn each_type_is_described_as_it_is_sent() {
    let document = document().await;
    let problem = PROBLEM;
    type Responses<'a> = &'a [(&'a str, &'a [&'a str])];
    let cases: &[(&str, Responses<'_>)] = &[
        ("/plain/made", &[("200", &["text/plain"]), ("default", &[])]),
        ("/html/made", &[("200", &["text/html"]), ("default", &[])]),
        ("/json/made", &[("200", &["application/json"]), ("default", &[])]),
        ("/octets/made", &[("200", &["application/octet-stream"]), ("default", &[])]),
        ("/redirect/made", &[("302", &[]), ("default", &[])]),
        ("/status/made", &[("default", &["text/plain"])]),
        ("/html/option", &[("200", &["text/html"]), ("404", &[problem]), ("default", &[])]),
        ("/html/pair", &[("default", &["text/html"])]),
        ("/html/fixed", &[("418", &["text/html"]), ("default", &[])]),
        ("/html/http", &[("default", &[])]),
        ("/table/{known}", &[("200", &["text/csv"]), ("302", &[]), ("400", &[problem]), ("default", &[])]),
        ("/checked/{known}/{good}", &[("200", &["application/json"]), ("400", &[problem]), ("default", &[problem])]),
        (
            "/described/error/{good}",
            &[("200", &["application/json"]), ("302", &[]), ("400", &[problem]), ("default", &[])],
        ),
        ("/fixed/status", &[("201", &["application/json"])]),
        ("/fixed/status_of_nothing", &[("202", &[])]),
        ("/fixed/option_of_status", &[("203", &["text/plain"]), ("400", &[problem]), ("404", &[problem])]),
        ("/fixed/status_of_option", &[("203", &["text/plain"]), ("400", &[problem]), ("404", &[problem])]),
        ("/fixed/created", &[("201", &["application/json"])]),
        ("/fixed/created_nothing", &[("201", &[])]),
        ("/fixed/created_page", &[("201", &["text/html"]), ("default", &[problem])]),
        ("/fixed/accepted", &[("202", &["application/json"])]),
        ("/fixed/nothing", &[("204", &[])]),
        ("/suffix/html-of-text", &[("200", &["text/html"]), ("default", &[])]),
    ];
    for (path, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|(status, media_types)| (*status, media_types.to_vec())).collect();
        assert_eq!(responses(&document, path), expected, "{path}");
    }
    let file = &document["paths"]["/file/made"]["get"]["responses"];
    assert!(file["200"]["content"]["*/*"].is_object() && file["206"]["content"]["*/*"].is_object(), "{file}");
    for status in ["304", "412", "416"] {
        assert!(file[status].is_object(), "{status}: {file}");
    }
    let user = &document["paths"]["/fixed/created"]["get"]["responses"]["201"]["content"]["application/json"]["schema"];
    assert_eq!(user["$ref"], "#/components/schemas/User");
}

//! The page *Response types*: redirects, statuses and refusals.

use framework::prelude::*;

use super::{FAILED, NONE, PROBLEM, TEXT, app, expect, expect_failures};

const BAIDU: &str = "http://www.baidu.com";

#[derive(Default)]
struct Instead;

#[controller("/responses")]
impl Instead {
    #[get_mapping("/redirect/by-hand")]
    fn redirect_by_hand(&self) -> StatusResponse {
        StatusResponse::new(HttpStatus::FOUND, "").header("location", BAIDU)
    }

    #[get_mapping("/redirect/type")]
    fn redirect(&self) -> RedirectResponse {
        RedirectResponse::to(BAIDU)
    }

    #[get_mapping("/redirect/text")]
    fn redirect_of_text(&self) -> RedirectResponse {
        BAIDU.into()
    }

    #[get_mapping("/redirect/prefix")]
    fn redirect_by_prefix(&self) -> &'static str {
        "$redirect:http://www.baidu.com"
    }

    #[get_mapping("/redirect/suffix")]
    fn redirect_by_suffix(&self) -> RedirectResponse {
        BAIDU.redirect()
    }

    #[get_mapping("/redirect/encoded")]
    fn encoded(&self) -> RedirectResponse {
        RedirectResponse::to("/搜索?q=a b")
    }

    #[get_mapping("/redirect/split")]
    fn split(&self) -> RedirectResponse {
        RedirectResponse::to("/\r\nset-cookie: a=b")
    }

    #[get_mapping("/nested/redirect/text")]
    fn text_or_redirect(&self) -> PlainTextResponse {
        RedirectResponse::to(BAIDU).into()
    }

    #[get_mapping("/nested/redirect/json")]
    fn json_or_redirect(&self) -> JsonResponse {
        BAIDU.redirect().into()
    }

    #[get_mapping("/nested/redirect/file")]
    fn file_or_redirect(&self) -> FileResponse {
        RedirectResponse::to(BAIDU).into()
    }

    #[get_mapping("/status/type")]
    fn status(&self) -> StatusResponse {
        StatusResponse::new(404, "no such page")
    }

    #[get_mapping("/status/alone")]
    fn status_alone(&self) -> StatusResponse {
        HttpStatus::NOT_FOUND.into()
    }

    #[get_mapping("/status/own")]
    fn own_status(&self) -> StatusResponse {
        StatusResponse::new(600, "")
    }

    #[get_mapping("/status/text")]
    fn status_of_text(&self) -> StatusResponse {
        "404".into()
    }

    #[get_mapping("/status/prefix")]
    fn status_by_prefix(&self) -> &'static str {
        "$status:400"
    }

    #[get_mapping("/status/prefix-with-text")]
    fn status_with_text_by_prefix(&self) -> &'static str {
        "$status:400 reason"
    }

    #[get_mapping("/status/suffix")]
    fn status_by_suffix(&self) -> StatusResponse {
        404.status()
    }

    #[get_mapping("/status/text-suffix")]
    fn status_by_suffix_of_text(&self) -> StatusResponse {
        "404".status()
    }

    #[get_mapping("/nested/status/json")]
    fn json_or_status(&self) -> JsonResponse {
        StatusResponse::new(500, "out of order").into()
    }

    #[get_mapping("/invalid")]
    fn invalid(&self) -> Invalid {
        Invalid::bad_request("not like this")
    }

    #[get_mapping("/invalid/result")]
    fn invalid_as_error(&self) -> Result<JsonResponse, Invalid> {
        Err(Invalid::not_found("nothing here"))
    }
}

#[tokio::test]
async fn rows_81_to_86_a_redirect_is_a_302_without_a_body() {
    let there = &[("location", BAIDU)];
    expect(
        app(),
        &[
            ("/responses/redirect/by-hand", "302 Found", there, ""),
            ("/responses/redirect/type", "302 Found", there, ""),
            ("/responses/redirect/text", "302 Found", there, ""),
            ("/responses/redirect/prefix", "302 Found", there, ""),
            ("/responses/redirect/suffix", "302 Found", there, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_83_a_location_is_encoded_and_cannot_split_the_response() {
    let encoded = &[("location", "/%E6%90%9C%E7%B4%A2?q=a%20b")];
    expect(app(), &[("/responses/redirect/encoded", "302 Found", encoded, "")]).await;
    expect_failures(app(), &["/responses/redirect/split"]).await;
}

#[tokio::test]
async fn row_87_every_response_type_may_be_a_redirect() {
    let there = &[("location", BAIDU)];
    expect(
        app(),
        &[
            ("/responses/nested/redirect/text", "302 Found", there, ""),
            ("/responses/nested/redirect/json", "302 Found", there, ""),
            ("/responses/nested/redirect/file", "302 Found", there, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_53_and_88_to_93_a_status_is_any_code_with_a_text_or_without() {
    expect(
        app(),
        &[
            ("/responses/status/type", "404 Not Found", TEXT, "no such page"),
            ("/responses/status/alone", "404 Not Found", NONE, ""),
            ("/responses/status/own", "600 UNKNOWN", NONE, ""),
            ("/responses/status/text", "404 Not Found", NONE, ""),
            ("/responses/status/prefix", "400 Bad Request", NONE, ""),
            ("/responses/status/prefix-with-text", "400 Bad Request", TEXT, "reason"),
            ("/responses/status/suffix", "404 Not Found", NONE, ""),
            ("/responses/status/text-suffix", "404 Not Found", NONE, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_94_every_response_type_may_be_a_status() {
    expect(app(), &[("/responses/nested/status/json", FAILED, TEXT, "out of order")]).await;
}

#[tokio::test]
async fn rows_52_and_95_an_invalid_is_returned_or_the_error() {
    let bad = r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"not like this","instance":"/responses/invalid"}"#;
    let missing = r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"nothing here","instance":"/responses/invalid/result"}"#;
    expect(
        app(),
        &[
            ("/responses/invalid", "400 Bad Request", PROBLEM, bad),
            ("/responses/invalid/result", "404 Not Found", PROBLEM, missing),
        ],
    )
    .await;
}

//! The page *Response types*: files, pages, JSON, bytes and texts.

use framework::{bytes::Bytes, prelude::*, serde_json::json};

use super::{HTML, JSON, OCTETS, OK, PROBLEM, TEXT, app, expect, expect_failures};

framework::resources!("tests/web/resource/embedded", at = "resource", embed);

#[derive(Bean)]
struct Answer {
    code: i32,
}

#[derive(Default)]
struct Responses;

#[controller("/responses")]
impl Responses {
    #[get_mapping("/all")]
    fn all(&self) -> PlainTextResponse {
        let response = PlainTextResponse::new("replaced").status(201).header("x-a", "1").header("x-a", "2");
        response.cookie(("seen", "1")).content_type("text/markdown").content("# text").close()
    }

    #[get_mapping("/refused")]
    fn refused(&self) -> JsonResponse {
        Invalid::forbidden("not yours").into()
    }

    #[get_mapping("/file/config")]
    fn config(&self) -> &'static str {
        "$file::/resource/defaultWebConfig.json"
    }

    #[get_mapping("/file/config-by-type")]
    fn config_by_type(&self) -> FileResponse {
        FileResponse::new(":/resource/defaultWebConfig.json")
    }

    #[get_mapping("/file/config-by-suffix")]
    fn config_by_suffix(&self) -> FileResponse {
        ":/resource/defaultWebConfig.json".file()
    }

    #[get_mapping("/file/unknown")]
    fn unknown_type(&self) -> FileResponse {
        "data.unknown-type".into()
    }

    #[get_mapping("/file/page")]
    fn page(&self) -> FileResponse {
        String::from("index.html").into()
    }

    #[get_mapping("/file/absolute")]
    fn absolute(&self) -> FileResponse {
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/resource/report.txt").into()
    }

    #[get_mapping("/file/attachment")]
    fn attachment(&self) -> FileResponse {
        "report.txt".file().attachment()
    }

    #[get_mapping("/file/missing")]
    fn missing(&self) -> FileResponse {
        "no-such-file.txt".file()
    }

    #[get_mapping("/file/missing-by-prefix")]
    fn missing_by_prefix(&self) -> &'static str {
        "$file:no-such-file.txt"
    }

    #[get_mapping("/html/type")]
    fn html(&self) -> HtmlResponse {
        "<h1>hello world</h1>".into()
    }

    #[get_mapping("/html/owned")]
    fn owned_html(&self) -> HtmlResponse {
        format!("<h1>{}</h1>", "hello world").into()
    }

    #[get_mapping("/html/prefix")]
    fn html_by_prefix(&self) -> &'static str {
        "$html:<h1>hello world</h1>"
    }

    #[get_mapping("/html/suffix")]
    fn html_by_suffix(&self) -> HtmlResponse {
        "<h1>hello world</h1>".html()
    }

    #[get_mapping("/json/unchecked")]
    fn unchecked_json(&self) -> JsonResponse {
        r#"{"code": 1"#.into()
    }

    #[get_mapping("/json/bytes")]
    fn json_of_bytes(&self) -> JsonResponse {
        JsonResponse::raw(Bytes::from_static(b"[1]"))
    }

    #[get_mapping("/json/value")]
    fn json_of_value(&self) -> JsonResponse {
        json!({ "code": 1 }).into()
    }

    #[get_mapping("/json/bean")]
    fn json_of_bean(&self) -> JsonResponse {
        Answer { code: 1 }.into()
    }

    #[get_mapping("/json/list")]
    fn json_of_list(&self) -> JsonResponse {
        JsonResponse::new(vec![Answer { code: 1 }])
    }

    #[get_mapping("/json/prefix")]
    fn json_by_prefix(&self) -> &'static str {
        r#"$json:{"code": 1}"#
    }

    #[get_mapping("/json/suffix")]
    fn json_by_suffix(&self) -> JsonResponse {
        r#"{"code": 1}"#.json()
    }

    #[get_mapping("/bytes/text")]
    fn bytes_of_text(&self) -> BytesResponse {
        "你好".into()
    }

    #[get_mapping("/bytes/other")]
    fn bytes_of_another_encoding(&self) -> BytesResponse {
        vec![b'\x80', b'\xff'].into()
    }

    #[get_mapping("/bytes/prefix")]
    fn bytes_by_prefix(&self) -> &'static str {
        "$bytes:some bytes"
    }

    #[get_mapping("/bytes/suffix")]
    fn bytes_by_suffix(&self) -> BytesResponse {
        "some bytes".octets()
    }

    #[get_mapping("/text/type")]
    fn text(&self) -> PlainTextResponse {
        "plain".into()
    }

    #[get_mapping("/text/prefix")]
    fn text_by_prefix(&self) -> &'static str {
        "$text:plain"
    }

    #[get_mapping("/text/suffix")]
    fn text_by_suffix(&self) -> PlainTextResponse {
        "plain".text()
    }
}

/// A file is sent with these.
macro_rules! file {
    ($media_type:literal $(, $field:expr)*) => {
        &[
            ("content-type", $media_type), ("etag", "*"), ("last-modified", "*"), ("accept-ranges", "bytes"),
            ("x-content-type-options", "nosniff") $(, $field)*
        ]
    };
}

/// An embedded one has no time.
const CONFIG: super::Fields<'_> = &[
    ("content-type", "application/json"),
    ("etag", "*"),
    ("accept-ranges", "bytes"),
    ("x-content-type-options", "nosniff"),
];

#[tokio::test]
async fn rows_41_and_48_status_type_fields_cookies_and_content_can_be_set() {
    let fields = [
        ("content-type", "text/markdown"),
        ("set-cookie", "seen=1; HttpOnly; SameSite=Lax; Path=/"),
        ("x-a", "1"),
        ("x-a", "2"),
    ];
    expect(app(), &[("/responses/all", "201 Created", &fields, "# text")]).await;
}

#[tokio::test]
async fn row_41_a_refusal_can_be_returned_where_a_response_type_is_declared() {
    let body = r#"{"type":"about:blank","title":"Forbidden","status":403,"detail":"not yours","instance":"/responses/refused"}"#;
    expect(app(), &[("/responses/refused", "403 Forbidden", PROBLEM, body)]).await;
}

#[tokio::test]
async fn rows_50_and_60_and_61_a_resource_is_sent_by_prefix_type_and_suffix() {
    let cases = ["/responses/file/config", "/responses/file/config-by-type", "/responses/file/config-by-suffix"];
    for target in cases {
        expect(app(), &[(target, OK, CONFIG, "{\"port\":8550}\n")]).await;
    }
}

#[tokio::test]
async fn rows_54_to_57_a_file_has_the_type_of_its_name() {
    expect(
        app(),
        &[
            ("/responses/file/page", OK, file!("text/html; charset=UTF-8"), "<h1>hello world</h1>\n"),
            ("/responses/file/absolute", OK, file!("text/plain; charset=UTF-8"), "a report\n"),
            ("/responses/file/unknown", OK, file!("application/octet-stream"), "no known type\n"),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_58_an_attachment_is_saved_under_its_name() {
    let fields = file!("text/plain; charset=UTF-8", ("content-disposition", "attachment; filename=\"report.txt\""));
    expect(app(), &[("/responses/file/attachment", OK, fields, "a report\n")]).await;
}

#[tokio::test]
async fn row_59_a_missing_file_is_a_500_and_no_404() {
    expect_failures(app(), &["/responses/file/missing", "/responses/file/missing-by-prefix"]).await;
}

#[tokio::test]
async fn rows_51_and_62_to_65_html_is_made_by_type_prefix_and_suffix() {
    let page = "<h1>hello world</h1>";
    expect(
        app(),
        &[
            ("/responses/html/type", OK, HTML, page),
            ("/responses/html/owned", OK, HTML, page),
            ("/responses/html/prefix", OK, HTML, page),
            ("/responses/html/suffix", OK, HTML, page),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_66_to_71_json_is_made_of_texts_unchecked_and_of_values() {
    expect(
        app(),
        &[
            ("/responses/json/unchecked", OK, JSON, r#"{"code": 1"#),
            ("/responses/json/bytes", OK, JSON, "[1]"),
            ("/responses/json/value", OK, JSON, r#"{"code":1}"#),
            ("/responses/json/bean", OK, JSON, r#"{"code":1}"#),
            ("/responses/json/list", OK, JSON, r#"[{"code":1}]"#),
            ("/responses/json/prefix", OK, JSON, r#"{"code": 1}"#),
            ("/responses/json/suffix", OK, JSON, r#"{"code": 1}"#),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_72_to_76_bytes_are_sent_as_they_are() {
    expect(
        app(),
        &[
            ("/responses/bytes/text", OK, OCTETS, "你好"),
            ("/responses/bytes/prefix", OK, OCTETS, "some bytes"),
            ("/responses/bytes/suffix", OK, OCTETS, "some bytes"),
        ],
    )
    .await;
    let server = app().listen("127.0.0.1:0").start().await.expect("it starts");
    let sent = super::get(server.address().expect("an address"), "/responses/bytes/other").await;
    assert_eq!(sent.body, b"\x80\xff");
    server.shutdown().await;
}

#[tokio::test]
async fn rows_77_to_80_plain_text_is_made_by_type_prefix_and_suffix() {
    expect(
        app(),
        &[
            ("/responses/text/type", OK, TEXT, "plain"),
            ("/responses/text/prefix", OK, TEXT, "plain"),
            ("/responses/text/suffix", OK, TEXT, "plain"),
        ],
    )
    .await;
}

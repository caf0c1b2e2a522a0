//! What goes beyond the two pages.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use framework::{chrono::NaiveDate, http::StatusCode, prefixed, prelude::*, stream};

use super::{HTML, JSON, NONE, OK, TEXT, app, expect, expect_failures};

const RESOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/resource");

#[derive(Bean, PartialEq, Eq, PartialOrd, Ord)]
enum Size {
    Small,
}

/// A type of the program's own.
struct Row(String);

impl IntoResponse for Row {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(http::Response::builder().header("content-type", "text/csv").body(self.0.into())?)
    }

    fn describe(description: &mut framework::Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", framework::Schema::new());
    }
}

#[framework::response_prefix("$ihttpcore-row:")]
impl FromPrefix for Row {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Row(format!("{text}\r\n")))
    }
}

#[derive(Default)]
struct Beyond;

#[controller("/beyond")]
impl Beyond {
    #[get_mapping]
    fn switch(&self) -> bool {
        true
    }

    #[get_mapping("/keys/integer")]
    fn integers(&self) -> BTreeMap<i8, u8> {
        [(-1, 1), (2, 2)].into()
    }

    #[get_mapping("/keys/char")]
    fn characters(&self) -> HashMap<char, bool> {
        [('é', true)].into()
    }

    #[get_mapping("/keys/enum")]
    fn sizes(&self) -> BTreeMap<Size, u8> {
        [(Size::Small, 1)].into()
    }

    #[get_mapping("/keys/date")]
    fn days(&self) -> Option<BTreeMap<NaiveDate, u8>> {
        Some([(NaiveDate::from_ymd_opt(2022, 10, 12)?, 1)].into())
    }

    #[get_mapping("/fixed/status")]
    fn fixed(&self) -> Status<203, &'static str> {
        Status("told by others")
    }

    #[get_mapping]
    fn created(&self) -> Created<Vec<u8>> {
        Created::at("/beyond/名", b"made".to_vec())
    }

    #[get_mapping]
    fn accepted(&self) -> Accepted {
        Accepted(())
    }

    #[get_mapping("/no-content")]
    fn no_content(&self) -> NoContent {
        NoContent
    }

    #[get_mapping("/stream/bytes")]
    fn bytes(&self) -> ByteStream {
        ByteStream::new(stream::iter(["one", "two"]))
    }

    #[get_mapping("/stream/lines")]
    fn lines(&self) -> NdJson<BTreeMap<&'static str, u8>> {
        NdJson::new(stream::iter([BTreeMap::from([("a", 1)]), BTreeMap::from([("b", 2)])]))
    }

    #[get_mapping("/stream/events")]
    fn events(&self) -> Sse<impl stream::Stream<Item = Event> + use<>> {
        Sse::new(stream::iter([Event::data("joined").id("7")]))
    }

    #[get_mapping("/or/<what>")]
    fn or(&self, what: &str) -> Result<Row, RedirectResponse> {
        match what {
            "row" => Ok(Row("a,b".to_owned())),
            _ => Err(RedirectResponse::to("/beyond/or/row")),
        }
    }

    #[get_mapping("/redirect/<code>")]
    fn redirect(&self, code: u16) -> Option<RedirectResponse> {
        let redirect = RedirectResponse::to("/");
        Some(match code {
            301 => redirect.moved(),
            303 => redirect.see_other(),
            307 => redirect.temporary(),
            308 => redirect.permanent(),
            _ => return None,
        })
    }

    #[get_mapping("/local")]
    fn local(&self, next: &str) -> RedirectResponse {
        RedirectResponse::local(next)
    }

    #[get_mapping("/local/prefixed")]
    fn local_by_prefix(&self, next: &str) -> impl IntoResponse {
        prefixed!("$redirect:/{next}")
    }

    #[get_mapping("/status/<code>")]
    fn status(&self, code: u16) -> StatusResponse {
        StatusResponse::from(code)
    }

    #[get_mapping("/status/of-text")]
    fn status_of_text(&self) -> StatusResponse {
        "lots".status()
    }

    #[get_mapping("/status/of-prefix")]
    fn status_of_prefix(&self) -> &'static str {
        "$status:lots"
    }

    #[get_mapping("/status/registered")]
    fn registered(&self) -> StatusCode {
        HttpStatus::IM_A_TEAPOT.into()
    }

    #[get_mapping("/prefix/unknown")]
    fn unknown(&self) -> &'static str {
        "$unknown:text"
    }

    #[get_mapping("/prefix/own")]
    fn own(&self) -> &'static str {
        "$ihttpcore-row:a,b"
    }

    #[get_mapping("/echo")]
    fn echo(&self, text: &str) -> String {
        text.to_owned()
    }

    #[get_mapping("/echo/cow")]
    fn echo_cow(&self, text: &str) -> Cow<'static, str> {
        text.to_owned().into()
    }

    #[get_mapping("/echo/prefixed", prefixed)]
    fn echo_prefixed(&self, text: &str) -> String {
        format!("$html:<p>{}</p>", text.len())
    }

    #[get_mapping("/echo/meant", prefixed = false)]
    fn meant(&self) -> String {
        "$html:as text".to_owned()
    }

    #[get_mapping("/echo/checked")]
    fn checked(&self, text: &str) -> impl IntoResponse {
        prefixed!("$html:{text}")
    }

    #[get_mapping("/echo/response")]
    fn as_response(&self, n: u8) -> http::Response<Body> {
        prefixed!("$json:[{n}]").into()
    }

    #[get_mapping("/files/refused/<number>")]
    fn refused(&self, number: usize) -> Option<FileResponse> {
        let paths = ["../main.rs", "embedded/../../main.rs", "/etc/passwd", ".hidden", "report.txt\0", "embedded", ""];
        paths.get(number).map(|path| FileResponse::new(*path))
    }

    #[get_mapping("/files/any")]
    fn any_file(&self) -> FileResponse {
        FileResponse::from_path(format!("{RESOURCE}/../resource/report.txt")).attachment_as("名.txt")
    }
}

#[tokio::test]
async fn row_103_a_bool_is_a_word() {
    expect(app(), &[("/beyond/switch", OK, TEXT, "true")]).await;
}

#[tokio::test]
async fn row_107_keys_of_maps_are_integers_characters_enums_and_dates() {
    expect(
        app(),
        &[
            ("/beyond/keys/integer", OK, JSON, r#"{"-1":1,"2":2}"#),
            ("/beyond/keys/char", OK, JSON, r#"{"é":true}"#),
            ("/beyond/keys/enum", OK, JSON, r#"{"Small":1}"#),
            ("/beyond/keys/date", OK, JSON, r#"{"2022-10-12":1}"#),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_113_a_status_may_stand_in_the_type() {
    let created = &[("content-type", "application/octet-stream"), ("location", "/beyond/%E5%90%8D")];
    expect(
        app(),
        &[
            ("/beyond/fixed/status", "203 Non Authoritative Information", TEXT, "told by others"),
            ("/beyond/created", "201 Created", created, "made"),
            ("/beyond/accepted", "202 Accepted", NONE, ""),
            ("/beyond/no-content", "204 No Content", NONE, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_115_and_116_streams_are_sent_item_by_item() {
    let events = &[("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-accel-buffering", "no")];
    expect(
        app(),
        &[
            ("/beyond/stream/bytes", OK, super::OCTETS, "onetwo"),
            ("/beyond/stream/lines", OK, &[("content-type", "application/x-ndjson")], "{\"a\":1}\n{\"b\":2}\n"),
            ("/beyond/stream/events", OK, events, "id: 7\ndata: joined\n\n"),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_123_a_response_type_may_be_the_error_of_a_result() {
    expect(
        app(),
        &[
            ("/beyond/or/row", OK, &[("content-type", "text/csv")], "a,b"),
            ("/beyond/or/else", "302 Found", &[("location", "/beyond/or/row")], ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_124_ranges_conditions_and_head_are_answered() {
    let target = "/responses/file/page";
    let ask = |method: &'static str, field: &'static str| async move {
        let request = format!("{method} {target} HTTP/1.1\r\nHost: a\r\n{field}Connection: close\r\n\r\n");
        crate::exchange(app(), &request).await
    };
    let part = ask("GET", "Range: bytes=4-8\r\n").await;
    assert!(part.starts_with("HTTP/1.1 206 Partial Content\r\n") && part.ends_with("\r\n\r\nhello"), "{part}");
    assert!(part.contains("content-range: bytes 4-8/21\r\n") && part.contains("content-length: 5\r\n"), "{part}");
    let none = ask("GET", "Range: bytes=99-\r\n").await;
    assert!(none.starts_with("HTTP/1.1 416 ") && none.contains("content-range: bytes */21\r\n"), "{none}");
    assert!(ask("GET", "If-None-Match: *\r\n").await.starts_with("HTTP/1.1 304 Not Modified\r\n"));
    assert!(ask("GET", "If-Match: \"other\"\r\n").await.starts_with("HTTP/1.1 412 Precondition Failed\r\n"));
    let since = "If-Modified-Since: Fri, 31 Dec 2100 00:00:00 GMT\r\n";
    assert!(ask("GET", since).await.starts_with("HTTP/1.1 304 Not Modified\r\n"));
    let head = ask("HEAD", "").await;
    assert!(head.contains("content-length: 21\r\n") && head.ends_with("\r\n\r\n"), "{head}");
}

#[tokio::test]
async fn rows_125_and_137_any_file_is_sent_where_the_program_says_so() {
    let fields = &[
        ("content-type", "text/plain; charset=UTF-8"),
        ("content-disposition", "*"),
        ("etag", "*"),
        ("last-modified", "*"),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
    ];
    expect(app(), &[("/beyond/files/any", OK, fields, "a report\n")]).await;
    let head = "GET /beyond/files/any HTTP/1.1\r\nHost: a\r\n\r\n";
    assert!(crate::exchange(app(), head).await.contains("filename*=UTF-8''%E5%90%8D.txt\r\n"));
}

#[tokio::test]
async fn row_126_a_file_outside_of_the_root_is_a_500() {
    let targets: Vec<_> = (0..7).map(|number| format!("/beyond/files/refused/{number}")).collect();
    expect_failures(app(), &targets.iter().map(String::as_str).collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn row_127_a_redirect_has_the_status_that_is_meant() {
    let home = &[("location", "/")];
    expect(
        app(),
        &[
            ("/beyond/redirect/301", "301 Moved Permanently", home, ""),
            ("/beyond/redirect/303", "303 See Other", home, ""),
            ("/beyond/redirect/307", "307 Temporary Redirect", home, ""),
            ("/beyond/redirect/308", "308 Permanent Redirect", home, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_129_and_142_and_146_a_status_that_cannot_be_sent_is_a_500() {
    expect(
        app(),
        &[("/beyond/status/999", "999 UNKNOWN", NONE, ""), ("/beyond/status/registered", "418 I'm a teapot", NONE, "")],
    )
    .await;
    expect_failures(app(), &["/beyond/status/42", "/beyond/status/1000", "/beyond/status/100"]).await;
}

#[tokio::test]
async fn row_136_a_text_that_is_no_status_is_a_500() {
    expect_failures(app(), &["/beyond/status/of-text", "/beyond/status/of-prefix"]).await;
}

#[tokio::test]
async fn rows_131_and_140_an_unknown_prefix_is_text_and_a_claimed_one_is_the_type() {
    expect(
        app(),
        &[
            ("/beyond/prefix/unknown", OK, TEXT, "$unknown:text"),
            ("/beyond/prefix/own", OK, &[("content-type", "text/csv")], "a,b\r\n"),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_132_to_135_what_a_visitor_typed_never_chooses_the_type() {
    expect(
        app(),
        &[
            ("/beyond/echo?text=$file:/etc/passwd", OK, TEXT, "$file:/etc/passwd"),
            ("/beyond/echo/cow?text=$redirect:https://evil", OK, TEXT, "$redirect:https://evil"),
            ("/beyond/echo/prefixed?text=$file:x", OK, HTML, "<p>7</p>"),
            ("/beyond/echo/meant", OK, TEXT, "$html:as text"),
            ("/beyond/echo/checked?text=$json:x", OK, HTML, "$json:x"),
        ],
    )
    .await;
}

#[tokio::test]
async fn rows_144_and_145_a_prefixed_text_is_a_response_by_itself() {
    expect(app(), &[("/beyond/echo/response?n=7", OK, JSON, "[7]")]).await;
}

#[tokio::test]
async fn rows_147_and_148_a_local_redirect_stays_here() {
    expect(
        app(),
        &[
            ("/beyond/local?next=/a", "302 Found", &[("location", "/a")], ""),
            ("/beyond/local/prefixed?next=a", "302 Found", &[("location", "/a")], ""),
        ],
    )
    .await;
    for target in ["/beyond/local?next=https://evil", "/beyond/local?next=//evil", "/beyond/local/prefixed?next=/evil"]
    {
        let asked = format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        assert!(crate::exchange(app(), &asked).await.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{target}");
    }
}

//! What a visitor sends can begin no header field and no other response, wherever a program puts it.

use framework::{prelude::*, stream};

use crate::socket::{Both, encoded, raw};

/// Texts that would split a response which took them as they are.
const TEXTS: [&str; 10] = [
    "a\r\nset-cookie: x=1",
    "a\r\n\r\nHTTP/1.1 200 OK\r\nset-cookie: x=1\r\n\r\nbody",
    "a\nset-cookie: x=1",
    "a\rset-cookie: x=1",
    "\r\nset-cookie: x=1",
    "a\0set-cookie: x=1",
    "a\u{2028}set-cookie: x=1",
    "a\u{85}set-cookie: x=1",
    "a\u{560A}\u{560D}set-cookie: x=1", // CR LF where only the low bytes are looked at
    "\r\n",
];

macro_rules! ways {
    ($($path:literal $name:ident($text:ident) -> $returned:ty { $value:expr })*) => {
        $(
            #[get_mapping($path)]
            fn $name($text: String) -> $returned {
                $value
            }
        )*

        /// The paths that take a text.
        const WAYS: &[&str] = &[$($path),*];
    };
}

ways! {
    "/splitting/value" value(text) -> PlainTextResponse { PlainTextResponse::new("x").header("x-a", text) }
    "/splitting/name" name(text) -> PlainTextResponse { PlainTextResponse::new("x").header(text, "a") }
    "/splitting/type" content_type(text) -> HtmlResponse { HtmlResponse::new("x").content_type(text) }
    "/splitting/cookie" cookie(text) -> JsonResponse { JsonResponse::raw("1").cookie(("a", text.as_str())) }
    "/splitting/cookie-name" cookie_name(text) -> JsonResponse { JsonResponse::raw("1").cookie((text.as_str(), "a")) }
    "/splitting/redirect" redirect(text) -> RedirectResponse { RedirectResponse::to(text) }
    "/splitting/local" local(text) -> RedirectResponse { RedirectResponse::local(format!("/{text}")) }
    "/splitting/suffix" suffix(text) -> RedirectResponse { text.redirect() }
    "/splitting/created" created(text) -> Created<&'static str> { Created::at(text, "x") }
    "/splitting/file" file(text) -> FileResponse {
        FileResponse::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/resource/report.txt")).attachment_as(text)
    }
    "/splitting/stream" streamed(text) -> ByteStream { ByteStream::new(stream::iter(["x"])).header("x-a", text) }
    "/splitting/stream-type" stream_type(text) -> ByteStream { ByteStream::new(stream::iter(["x"])).content_type(text) }
    "/splitting/invalid" invalid(text) -> Invalid { Invalid::bad_request("no").header("x-a", text) }
    "/splitting/detail" detail(text) -> Invalid { Invalid::bad_request(text) }
    "/splitting/status" status(text) -> StatusResponse { StatusResponse::new(400, text) }
    "/splitting/status-text" status_text(text) -> StatusResponse { format!("400 {text}").status() }
    "/splitting/formatted" formatted(text) -> framework::Prefixed { framework::prefixed!("$redirect:{text}") }
    "/splitting/formatted-local" formatted_local(text) -> framework::Prefixed { framework::prefixed!("$redirect:/{text}") }
    "/splitting/formatted-status" formatted_status(text) -> framework::Prefixed { framework::prefixed!("$status:{text}") }
}

#[get_mapping("/splitting/prefixed", prefixed)]
fn prefixed(text: String) -> String {
    format!("$redirect:{text}")
}

#[get_mapping("/splitting/prefixed/status", prefixed)]
fn prefixed_status(text: String) -> String {
    format!("$status:400 {text}")
}

#[tokio::test]
async fn a_visitor_begins_no_header_field_and_no_response() {
    let app = Both::of(|| App::new().module(module_path!())).await;
    for way in WAYS.iter().chain(&["/splitting/prefixed", "/splitting/prefixed/status"]) {
        for text in TEXTS {
            let target = format!("{way}?text={}", encoded(text));
            let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            let answer = raw(app.address(), request.as_bytes()).await;
            let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a whole head");
            let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
            let injected = head.split(['\r', '\n']).any(|line| {
                line.starts_with("set-cookie: x=1") || line.starts_with("http/") && !head.starts_with(line)
            });
            assert!(!injected, "{way} {text:?}: {head}");
            assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{way} {text:?}: {head}");
            // One answer, and its body is as long as it says.
            app.get(&target).await;
        }
    }
}

//! The handshake (RFC 6455, section 4.2; over HTTP/2 RFC 8441, section 5).

use base64::{Engine as _, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Version, header};
use sha1::{Digest, Sha1};

use crate::{
    HttpStatus, Invalid,
    config::WebSocketSettings,
    request::{RequestHead, is_foreign},
    switching::{asks, is_extended_connect, members, required, value},
};

const PROTOCOL: &str = "websocket";
const VERSION: &str = "13";
const UPGRADE: (HeaderName, HeaderValue) = (header::UPGRADE, HeaderValue::from_static(PROTOCOL));
const CONNECTION: (HeaderName, HeaderValue) = (header::CONNECTION, HeaderValue::from_static("upgrade"));

/// What the answer says.
///
/// # Errors
/// 426 for what asks for no WebSocket or for another version (over HTTP/2, where there is no upgrade, 501 and 400), 400
/// for a bad key, 403 for a page of another site.
pub(crate) fn check(
    head: &RequestHead,
    protocols: &'static [&'static str],
    settings: &WebSocketSettings,
) -> Result<HeaderMap, Invalid> {
    let is_stream = is_extended_connect(head);
    if !is_stream && !asks(head, PROTOCOL) {
        return Err(not_asked(head, settings).header("sec-websocket-version", VERSION));
    }
    if only(head, &header::SEC_WEBSOCKET_VERSION) != Some(VERSION) {
        return Err(wrong_version(is_stream));
    }
    let mut fields = if is_stream { HeaderMap::new() } else { upgrade(head)? };
    if is_foreign(head, &settings.origins) {
        let detail = "the page that asks is of another site (setting `http.websocket.origins`)";
        return Err(Invalid::forbidden(detail));
    }
    if let Some(protocol) = agreed(head, protocols) {
        fields.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(protocol));
    }
    Ok(fields)
}

/// What a 101 says besides: that the key was read. In HTTP/2 a cache cannot answer instead, and there is none.
fn upgrade(head: &RequestHead) -> Result<HeaderMap, Invalid> {
    let key = only(head, &header::SEC_WEBSOCKET_KEY);
    let is_key = |key: &&str| BASE64_STANDARD.decode(key).is_ok_and(|bytes| bytes.len() == 16);
    let Some(key) = key.filter(is_key) else {
        return Err(Invalid::bad_request("`Sec-WebSocket-Key` must be 16 bytes in base64, once"));
    };
    Ok([UPGRADE, CONNECTION, (header::SEC_WEBSOCKET_ACCEPT, value(&accept(key))?)].into_iter().collect())
}

#[cold]
fn not_asked(head: &RequestHead, settings: &WebSocketSettings) -> Invalid {
    if head.version() > Version::HTTP_11 && settings.h2 {
        let detail = "over HTTP/2 a WebSocket is asked for by `CONNECT` with `:protocol` (RFC 8441)";
        return Invalid::new(HttpStatus::NOT_IMPLEMENTED, detail);
    }
    required(head, PROTOCOL)
}

/// In HTTP/2 there is no upgrade that could be required.
#[cold]
fn wrong_version(is_stream: bool) -> Invalid {
    let detail = "the version of WebSocket spoken here is 13 (`Sec-WebSocket-Version`)";
    if is_stream {
        return Invalid::bad_request(detail).header("sec-websocket-version", VERSION);
    }
    let wrong = Invalid::new(HttpStatus::UPGRADE_REQUIRED, detail);
    wrong.header("sec-websocket-version", VERSION).header("upgrade", PROTOCOL).header("connection", "upgrade")
}

/// The best subprotocol that the other end knows.
pub(super) fn agreed(head: &RequestHead, protocols: &'static [&'static str]) -> Option<&'static str> {
    let known = |protocol: &&&str| members(head.headers(), &header::SEC_WEBSOCKET_PROTOCOL).any(|it| it == **protocol);
    protocols.iter().find(known).copied()
}

/// What proves that the key was read.
fn accept(key: &str) -> String {
    let digest = Sha1::new().chain_update(key).chain_update("258EAFA5-E914-47DA-95CA-C5AB0DC85B11").finalize();
    BASE64_STANDARD.encode(digest)
}

/// The value of a field that is there once.
fn only<'h>(head: &'h RequestHead, name: &HeaderName) -> Option<&'h str> {
    let mut values = head.headers().get_all(name).iter();
    let only = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(only.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Settings, request::Sender};

    #[test]
    fn the_key_of_the_rfc_is_accepted_as_there() {
        assert_eq!(accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    /// The status of a handshake in which a field is replaced, or left out, or added.
    fn status(name: &str, values: &[&str]) -> (u16, HeaderMap) {
        let usual = [
            ("host", "a.example"),
            ("connection", "keep-alive, Upgrade"),
            ("upgrade", "WebSocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ];
        let mut request = http::Request::get("/");
        for (usual, value) in usual.into_iter().filter(|(usual, _)| *usual != name) {
            request = request.header(usual, value);
        }
        for value in values {
            request = request.header(name, *value);
        }
        let head = RequestHead::new(request.body(()).expect("a request").into_parts().0, Sender::default());
        match check(&head, &["chat.v2", "chat.v1"], &Settings::default().http.websocket) {
            Ok(fields) => (101, fields),
            Err(invalid) => (invalid.status().code(), invalid.headers().clone()),
        }
    }

    #[test]
    fn a_handshake_is_complete_or_refused() {
        let cases: [(&str, &[&str], u16); 17] = [
            ("x", &[], 101),
            ("connection", &[], 426),
            ("upgrade", &["h2c"], 426),
            ("sec-websocket-version", &[], 426),
            ("sec-websocket-version", &["8"], 426),
            ("sec-websocket-version", &["13", "13"], 426),
            ("sec-websocket-key", &[], 400),
            ("sec-websocket-key", &["dGhl"], 400),
            ("sec-websocket-key", &["dGhlIHNhbXBsZSBub25jZQ"], 400),
            ("sec-websocket-key", &["dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="], 400),
            ("sec-websocket-key", &["dGhlIHNhbXBsZSBub25jZXM="], 400),
            ("origin", &["http://a.example"], 101),
            ("origin", &["https://a.example"], 101),
            ("origin", &["http://b.example"], 403),
            ("origin", &["null"], 403),
            ("origin", &["http://a.example", "http://a.example"], 403),
            ("sec-fetch-site", &["cross-site"], 403),
        ];
        for (name, values, expected) in cases {
            let (status, fields) = status(name, values);
            assert_eq!(status, expected, "{name}: {values:?}");
            if status == 426 {
                assert_eq!(fields["sec-websocket-version"], "13");
                assert_eq!(fields["upgrade"], "websocket");
            }
        }
    }

    #[test]
    fn the_best_protocol_that_both_know_is_agreed_upon() {
        let cases: [(&[&str], Option<&str>); 4] = [
            (&["chat.v1, chat.v2"], Some("chat.v2")),
            (&["other", "chat.v1"], Some("chat.v1")),
            (&["Chat.V1"], None),
            (&[], None),
        ];
        for (listed, expected) in cases {
            let fields = status("sec-websocket-protocol", listed).1;
            assert_eq!(fields.get("sec-websocket-protocol").map(|value| value.to_str().expect("text")), expected);
        }
    }
}

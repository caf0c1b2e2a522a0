//! What a request must say so that its connection changes its protocol.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};

use crate::{HttpStatus, Invalid, context::Context, request::RequestHead};

/// The protocol that a route speaks after its 101.
#[derive(Debug, Clone, Copy)]
pub enum Handshake {
    /// One of the program's own.
    Raw(&'static str),
    /// WebSocket, with these subprotocols, the best first.
    #[cfg(feature = "ws")]
    WebSocket(&'static [&'static str]),
}

/// The mark of a request that has come as an extended CONNECT (RFC 8441), and is the GET that it stands for.
#[cfg(feature = "ws")]
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "http2"), allow(dead_code, reason = "nobody sends one there"))]
pub(crate) struct ExtendedConnect;

/// The option of `Connection` that belongs to the field `Upgrade`.
const UPGRADE: HeaderValue = HeaderValue::from_static("upgrade");

impl Handshake {
    /// What the answer says of the protocol.
    ///
    /// # Errors
    /// 426 when the request does not ask for it.
    pub(crate) fn check(self, head: &RequestHead, context: &Context) -> Result<HeaderMap, Invalid> {
        match self {
            Handshake::Raw(protocol) => {
                let _no_setting_counts = context;
                if !asks(head, protocol) {
                    return Err(required(head, protocol));
                }
                Ok([(header::CONNECTION, UPGRADE), (header::UPGRADE, value(protocol)?)].into_iter().collect())
            }
            #[cfg(feature = "ws")]
            Handshake::WebSocket(protocols) => {
                crate::websocket::check(head, protocols, &context.settings.http.websocket)
            }
        }
    }
}

/// Whether a request asks for a stream of HTTP/2 instead of its connection.
#[cfg(feature = "ws")]
pub(crate) fn is_extended_connect(head: &RequestHead) -> bool {
    head.extensions().get::<ExtendedConnect>().is_some()
}

/// The status by which a request is told that it has what it asks for.
pub(crate) fn accepted(head: &RequestHead) -> StatusCode {
    #[cfg(feature = "ws")]
    if is_extended_connect(head) {
        return StatusCode::OK;
    }
    let _any_other = head;
    StatusCode::SWITCHING_PROTOCOLS
}

/// Whether a request asks for a protocol: `Upgrade` names it, and `Connection` says so.
pub(crate) fn asks(head: &RequestHead, protocol: &str) -> bool {
    head.version() == Version::HTTP_11
        && *head.method() == Method::GET
        && listed(head.headers(), &header::CONNECTION, "upgrade")
        && listed(head.headers(), &header::UPGRADE, protocol)
}

/// Refuses a request that does not ask for it. In HTTP/2 there is no `Upgrade` (RFC 9113, section 8.6).
#[cold]
pub(crate) fn required(head: &RequestHead, protocol: &str) -> Invalid {
    if head.version() > Version::HTTP_11 {
        return Invalid::new(HttpStatus::NOT_IMPLEMENTED, format!("`{protocol}` is spoken over HTTP/1.1 alone"));
    }
    let detail = format!("ask for `{protocol}` with the fields `Upgrade` and `Connection`, by GET");
    let required = Invalid::new(HttpStatus::UPGRADE_REQUIRED, detail);
    required.header("upgrade", protocol).header("connection", "upgrade")
}

/// Whether a list has a member, whatever its case.
fn listed(headers: &HeaderMap, name: &HeaderName, member: &str) -> bool {
    members(headers, name).any(|listed| listed.eq_ignore_ascii_case(member))
}

/// The members of a list, which may be spread over several fields (RFC 9110, section 5.6.1).
pub(crate) fn members<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    let texts = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).map(str::trim).filter(|member| !member.is_empty())
}

pub(crate) fn value(text: &str) -> Result<HeaderValue, Invalid> {
    HeaderValue::from_str(text).map_err(Invalid::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Sender;

    type Fields<'f> = &'f [(&'f str, &'f str)];

    fn head(fields: Fields<'_>) -> RequestHead {
        let mut request = http::Request::get("/");
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        RequestHead::new(request.body(()).expect("a request").into_parts().0, Sender::default())
    }

    #[test]
    fn upgrade_and_connection_must_both_ask() {
        let cases: &[(Fields<'_>, bool)] = &[
            (&[("upgrade", "line-echo/1"), ("connection", "upgrade")], true),
            (&[("upgrade", "Line-Echo/1"), ("connection", "keep-alive, Upgrade")], true),
            (&[("upgrade", "h2c , line-echo/1"), ("connection", "keep-alive"), ("connection", "upgrade")], true),
            (&[("upgrade", "h2c"), ("upgrade", "line-echo/1"), ("connection", "upgrade")], true),
            (&[("upgrade", "line-echo/1")], false),
            (&[("connection", "upgrade")], false),
            (&[("upgrade", "line-echo/2"), ("connection", "upgrade")], false),
            (&[("upgrade", "line-echo"), ("connection", "upgrade")], false),
            (&[("upgrade", "line-echo/1"), ("connection", "not-upgrade")], false),
        ];
        for (fields, expected) in cases {
            assert_eq!(asks(&head(fields), "line-echo/1"), *expected, "{fields:?}");
        }
    }

    #[test]
    fn an_old_request_or_another_method_asks_for_nothing() {
        let asking: Fields<'_> = &[("upgrade", "line-echo/1"), ("connection", "upgrade")];
        let mut old = head(asking);
        old.parts.version = Version::HTTP_10;
        assert!(!asks(&old, "line-echo/1"));
        assert_eq!(required(&old, "line-echo/1").status(), 426);
        let mut post = head(asking);
        post.parts.method = Method::POST;
        assert!(!asks(&post, "line-echo/1"));
        let mut new = head(asking);
        new.parts.version = Version::HTTP_2;
        assert_eq!(required(&new, "line-echo/1").status(), 501);
    }
}

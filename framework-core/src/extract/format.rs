//! What a body says it is, by the fields of its request.

use http::{HeaderMap, HeaderValue, header};

use super::Needs;
use crate::{HttpStatus, Invalid, request::RequestHead};

/// What a body says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// `application/json` or `application/…+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Anything else, or nothing.
    Other,
}

impl Format {
    /// By the `Content-Type`, with any parameters.
    pub(crate) fn of(head: &RequestHead) -> Self {
        let content_type = head.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes()).unwrap_or_default();
        if content_type == b"application/json" {
            return Format::Json; // as most write it
        }
        let essence = content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        let is_json = essence.eq_ignore_ascii_case(b"application/json")
            || essence.len() > b"application/+json".len()
                && essence[..12].eq_ignore_ascii_case(b"application/")
                && essence[essence.len() - 5..].eq_ignore_ascii_case(b"+json");
        if is_json {
            Format::Json
        } else if essence.eq_ignore_ascii_case(FORM.as_bytes()) {
            Format::Form
        } else if essence.eq_ignore_ascii_case(MULTIPART.as_bytes()) {
            Format::Multipart
        } else {
            Format::Other
        }
    }

    pub(super) fn is_among(self, formats: Needs) -> bool {
        match self {
            Format::Json => formats.has(Needs::JSON),
            Format::Form => formats.has(Needs::FORM),
            Format::Multipart => formats.has(Needs::MULTIPART),
            Format::Other => false,
        }
    }
}

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of forms with files.
pub(crate) const MULTIPART: &str = "multipart/form-data";

/// What is not taken, and what is.
#[cold]
pub(super) fn unsupported(what: &str, formats: Needs) -> Invalid {
    let accepted = [(Needs::JSON, "application/json"), (Needs::FORM, FORM), (Needs::MULTIPART, MULTIPART)];
    let accepted = accepted.into_iter().filter(|(format, _)| formats.has(*format)).map(|(_, name)| name);
    let accepted = accepted.collect::<Vec<_>>();
    let detail = format!("{what}; send `{}`", accepted.join("` or `"));
    Invalid::new(HttpStatus::UNSUPPORTED_MEDIA_TYPE, detail).header("accept", accepted.join(", "))
}

/// Whether what is sent is not what it is said to be, but compressed. Layers that inflate it drop the field.
pub(super) fn is_encoded(headers: &HeaderMap) -> bool {
    let is_plain = |coding: &HeaderValue| matches!(coding.as_bytes(), b"" | b"identity");
    !headers.get_all(header::CONTENT_ENCODING).iter().all(is_plain)
}

/// RFC 9110, section 15.5.16.
#[cold]
pub(super) fn encoded() -> Invalid {
    let detail = "the body is compressed, as its `Content-Encoding` says, and is not inflated here; send it plain";
    Invalid::new(HttpStatus::UNSUPPORTED_MEDIA_TYPE, detail).header("accept-encoding", "identity")
}

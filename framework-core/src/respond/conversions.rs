//! What the response types are made of, and each of each.

use bytes::Bytes;

use super::{
    JSON,
    draft::Draft,
    kinds::{
        BytesResponse, FileResponse, HtmlResponse, JsonResponse, PlainTextResponse, RedirectResponse, StatusResponse,
    },
};
use crate::{HttpStatus, Invalid, bean::JsonBody};

macro_rules! from_texts {
    ($($type:ty, $make:expr;)*) => {$(
        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                $make(text)
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                $make(text)
            }
        }
    )*};
}

from_texts! {
    PlainTextResponse, PlainTextResponse::new;
    HtmlResponse, HtmlResponse::new;
    JsonResponse, JsonResponse::raw;
    BytesResponse, BytesResponse::new;
    FileResponse, FileResponse::new;
    RedirectResponse, RedirectResponse::to;
    StatusResponse, |text| StatusResponse::parse(AsRef::<str>::as_ref(&text));
}

/// Any bean, container or `Value`; bytes are JSON already, as texts are.
impl<T: JsonBody> From<T> for JsonResponse {
    fn from(value: T) -> Self {
        JsonResponse(match value.into_document() {
            Ok(document) => Draft::new(JSON, document),
            Err(error) => Draft::refused(Invalid::internal(error)),
        })
    }
}

impl From<Vec<u8>> for BytesResponse {
    fn from(bytes: Vec<u8>) -> Self {
        BytesResponse::new(bytes)
    }
}

impl From<Bytes> for BytesResponse {
    fn from(bytes: Bytes) -> Self {
        BytesResponse::new(bytes)
    }
}

impl From<std::path::PathBuf> for FileResponse {
    fn from(path: std::path::PathBuf) -> Self {
        FileResponse::from_path(path)
    }
}

impl From<HttpStatus> for StatusResponse {
    fn from(status: HttpStatus) -> Self {
        StatusResponse::new(status, "")
    }
}

impl From<u16> for StatusResponse {
    fn from(code: u16) -> Self {
        StatusResponse::new(code, "")
    }
}

/// Each into each: a handler that is declared with one may return any other.
macro_rules! conversions {
    ($last:ident) => {};
    ($first:ident $($other:ident)+) => {
        $(
            impl From<$first> for $other {
                fn from(response: $first) -> Self {
                    $other(response.0)
                }
            }

            impl From<$other> for $first {
                fn from(response: $other) -> Self {
                    $first(response.0)
                }
            }
        )+
        conversions!($($other)+);
    };
}

conversions!(PlainTextResponse HtmlResponse JsonResponse BytesResponse FileResponse RedirectResponse StatusResponse);

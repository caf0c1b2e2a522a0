//! What the response types are made of: a text, or bytes.

use bytes::Bytes;
use http::HeaderValue;

use super::{OCTETS, TEXT};

/// A text, as the bytes that are sent: without a copy where it is owned.
#[derive(Debug)]
pub struct Text(pub(super) Bytes);

/// A text or bytes: without a copy where they are owned.
#[derive(Debug)]
pub struct Content {
    pub(super) bytes: Bytes,
    /// What they are called where nothing else says it.
    pub(super) media_type: HeaderValue,
}

impl From<Text> for Content {
    fn from(Text(bytes): Text) -> Self {
        Content { bytes, media_type: TEXT }
    }
}

/// Both are made of every text.
macro_rules! texts {
    ($($type:ty => |$text:ident| $bytes:expr;)*) => {$(
        impl From<$type> for Text {
            fn from($text: $type) -> Self {
                Text($bytes)
            }
        }

        impl From<$type> for Content {
            fn from(text: $type) -> Self {
                Text::from(text).into()
            }
        }
    )*};
}

texts! {
    &str => |text| Bytes::copy_from_slice(text.as_bytes());
    String => |text| text.into();
    &String => |text| Bytes::copy_from_slice(text.as_bytes());
    Box<str> => |text| String::from(text).into();
    std::sync::Arc<str> => |text| Bytes::copy_from_slice(text.as_bytes());
    std::borrow::Cow<'_, str> => |text| text.into_owned().into();
    char => |text| Bytes::copy_from_slice(text.encode_utf8(&mut [0; 4]).as_bytes());
}

macro_rules! octets {
    ($([$($generics:tt)*] $type:ty => |$octets:ident| $bytes:expr;)*) => {$(
        impl<$($generics)*> From<$type> for Content {
            fn from($octets: $type) -> Self {
                Content { bytes: $bytes, media_type: OCTETS }
            }
        }
    )*};
}

octets! {
    [] Bytes => |bytes| bytes;
    [] Vec<u8> => |bytes| bytes.into();
    [] Box<[u8]> => |bytes| bytes.into();
    [] &[u8] => |bytes| Bytes::copy_from_slice(bytes);
    [const N: usize] &[u8; N] => |bytes| Bytes::copy_from_slice(bytes);
}

//! What the response types are made of: a text, or bytes.

use bytes::Bytes;

/// A text, as the bytes that are sent: without a copy where it is owned.
#[derive(Debug)]
pub struct Text(pub(super) Bytes);

/// A text or bytes: without a copy where they are owned.
#[derive(Debug)]
pub struct Content(pub(super) Bytes);

macro_rules! contents {
    ($content:ident: $([$($generics:tt)*] $type:ty => |$value:ident| $bytes:expr;)*) => {$(
        impl<$($generics)*> From<$type> for $content {
            fn from($value: $type) -> Self {
                $content($bytes)
            }
        }
    )*};
}

macro_rules! texts {
    ($($content:ident)*) => {$(contents! { $content:
        [] &str => |text| Bytes::copy_from_slice(text.as_bytes());
        [] String => |text| text.into();
        [] &String => |text| Bytes::copy_from_slice(text.as_bytes());
        [] Box<str> => |text| String::from(text).into();
        [] std::sync::Arc<str> => |text| Bytes::copy_from_slice(text.as_bytes());
        [] std::borrow::Cow<'_, str> => |text| text.into_owned().into();
        [] char => |text| Bytes::copy_from_slice(text.encode_utf8(&mut [0; 4]).as_bytes());
    })*};
}

texts!(Text Content);

contents! { Content:
    [] Bytes => |bytes| bytes;
    [] Vec<u8> => |bytes| bytes.into();
    [] Box<[u8]> => |bytes| bytes.into();
    [] &[u8] => |bytes| Bytes::copy_from_slice(bytes);
    [const N: usize] &[u8; N] => |bytes| Bytes::copy_from_slice(bytes);
}

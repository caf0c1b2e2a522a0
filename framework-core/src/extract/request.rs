//! The request itself and its parts as arguments.

use http::{HeaderMap, Method, Uri};

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError};
use crate::{request::RequestHead, schema::Description};

macro_rules! parts {
    ($($type:ty, $needs:expr, $loaded:ident => $part:expr;)*) => {$(
        impl<'r> FromRequest<'r> for $type {
            const KIND: Kind = Kind::Request;
            const NEEDS: Needs = $needs;

            fn from_request($loaded: &'r Loaded, _: &'static Parameter) -> Result<Self, ParameterError> {
                Ok($part)
            }

            fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
        }
    )*};
}

parts! {
    &'r RequestHead, Needs::CONTEXT, loaded => loaded.head();
    &'r HeaderMap, Needs::NONE, loaded => loaded.head().headers();
    &'r Uri, Needs::NONE, loaded => loaded.head().uri();
    Method, Needs::NONE, loaded => loaded.head().method().clone();
}

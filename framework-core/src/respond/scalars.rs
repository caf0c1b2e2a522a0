//! Text, numbers, dates, statuses and nothing, as responses.

use std::{borrow::Cow, fmt::Display, fmt::Write as _, num, sync::Arc};

use bytes::Bytes;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use http::StatusCode;

use super::{IntoResponse, OCTETS, Prefixing, ok, prefix};
use crate::{
    Body, HttpStatus, Invalid, Response,
    bean::Json,
    config::HttpSettings,
    context::Context,
    schema::{Description, Schema, as_written},
};

macro_rules! responses {
    ($([$($generics:tt)*] $type:ty => $media_type:literal, $schema:expr, |$value:ident, $context:ident| $response:expr;)*) => {$(
        impl<$($generics)*> IntoResponse for $type {
            #[inline]
            fn into_response(self, $context: &Context) -> Result<Response, Invalid> {
                let $value = self;
                $response
            }

            fn describe(description: &mut Description<'_>) {
                let schema: fn(&mut crate::schema::Schemas) -> Schema = $schema;
                let schema = schema(description.schemas);
                description.response(HttpStatus::OK, $media_type, schema);
            }
        }
    )*};
}

responses! {
    [] char => "text/plain", char::schema, |value, context| Ok(short(context, value.encode_utf8(&mut [0; 4])));
    [] bool => "text/plain", bool::schema, |value, context| Ok(super::text(context, if value { "true" } else { "false" }));
    [] f32 => "text/plain", f32::schema, |value, context| float(context, value, value.is_finite());
    [] f64 => "text/plain", f64::schema, |value, context| float(context, value, value.is_finite());
    [] NaiveDate => "text/plain", |schemas| date_schema(NaiveDate::schema(schemas), schemas.formats.date.as_deref()),
        |date, context| date_text(context, date.format(&http(context).date_format));
    [] NaiveTime => "text/plain", |schemas| date_schema(NaiveTime::schema(schemas), schemas.formats.time.as_deref()),
        |date, context| date_text(context, date.format(&http(context).time_format));
    [] NaiveDateTime => "text/plain",
        |schemas| date_schema(NaiveDateTime::schema(schemas), schemas.formats.datetime.as_deref()),
        |date, context| date_text(context, date.format(&http(context).datetime_format));
    [Z: TimeZone<Offset: Display>] DateTime<Z> => "text/plain",
        |schemas| date_schema(DateTime::<chrono::Utc>::schema(schemas), schemas.formats.zoned_datetime.as_deref()),
        |date, context| date_text(context, date.format(&http(context).zoned_datetime_format));
    [] Bytes => "application/octet-stream", |_| Schema::new(), |bytes, _context| Ok(ok(OCTETS, bytes));
}

#[cfg(feature = "uuid")]
responses! {
    [] uuid::Uuid => "text/plain", uuid::Uuid::schema,
        |value, context| Ok(short(context, value.as_hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer())));
}

macro_rules! owned_texts {
    ($($type:ty => |$text:ident| $owned:expr;)*) => {$(
        impl IntoResponse for $type {
            const PREFIXES: Prefixing = Prefixing::WhereAsked;

            #[inline]
            fn into_response(self, context: &Context) -> Result<Response, Invalid> {
                let $text = self;
                let text: Cow<'static, str> = $owned;
                Ok(match text {
                    Cow::Borrowed(text) => super::text(context, text),
                    Cow::Owned(text) => super::text(context, text),
                })
            }

            fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
                let $text = self;
                prefix::respond($owned, context)
            }

            fn describe(description: &mut Description<'_>) {
                <&'static str>::describe(description);
            }
        }
    )*};
}

owned_texts! {
    String => |text| text.into();
    Box<str> => |text| String::from(text).into();
    Arc<str> => |text| String::from(&*text).into();
    Cow<'static, str> => |text| text;
}

/// The program wrote it, so its prefix counts.
impl IntoResponse for &'static str {
    const PREFIXES: Prefixing = Prefixing::Always;

    #[inline]
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        if self.as_bytes().first() == Some(&b'$') {
            prefix::respond(self.into(), context)
        } else {
            Ok(super::text(context, self))
        }
    }

    fn describe(description: &mut Description<'_>) {
        let schema = super::text_schema(description);
        description.response(HttpStatus::OK, "text/plain", schema);
    }
}

macro_rules! integers {
    ($($type:ident)*) => { responses! {
        $([] $type => "text/plain", $type::schema,
            |value, context| Ok(short(context, itoa::Buffer::new().format(value)));)*
    } };
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! non_zero {
    ($($type:ident $plain:ident)*) => { responses! {
        $([] num::$type => "text/plain", $plain::schema,
            |value, context| Ok(short(context, itoa::Buffer::new().format(value.get())));)*
    } };
}

non_zero! {
    NonZeroI8 i8 NonZeroI16 i16 NonZeroI32 i32 NonZeroI64 i64 NonZeroI128 i128 NonZeroIsize isize
    NonZeroU8 u8 NonZeroU16 u16 NonZeroU32 u32 NonZeroU64 u64 NonZeroU128 u128 NonZeroUsize usize
}

/// A few bytes in a box of exactly their length: a `String` with spare room would cost a second allocation.
fn short(context: &Context, text: &str) -> Response {
    super::text(context, Bytes::copy_from_slice(text.as_bytes()))
}

/// `Display` of a float is the shortest decimal that reads back.
fn float(context: &Context, value: impl Display, finite: bool) -> Result<Response, Invalid> {
    if finite {
        Ok(super::text(context, value.to_string()))
    } else {
        Err(Invalid::internal(format!("{value} is no number that can be sent")))
    }
}

fn http(context: &Context) -> &HttpSettings {
    &context.settings.http
}

/// The formats were checked at start; a year beyond a format's range is still an error and no panic.
fn date_text(context: &Context, formatted: impl Display) -> Result<Response, Invalid> {
    let mut text = String::new();
    match write!(text, "{formatted}") {
        Ok(()) => Ok(super::text(context, text)),
        Err(_) => Err(Invalid::internal("the date cannot be written in the configured format")),
    }
}

/// ISO 8601, or what the settings have instead.
fn date_schema(iso: Schema, format: Option<&str>) -> Schema {
    let Some(format) = format else { return iso };
    let mut example = String::new();
    // What such a type cannot write, no application starts with.
    match write!(example, "{}", DateTime::<chrono::Utc>::UNIX_EPOCH.format(format)) {
        Ok(()) => as_written(format, &example),
        Err(_) => iso,
    }
}

impl IntoResponse for HttpStatus {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.into();
        Ok(response)
    }

    fn describe(description: &mut Description<'_>) {
        description.any_status(|description| description.empty_response(HttpStatus::OK));
    }
}

impl IntoResponse for StatusCode {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        HttpStatus::from(self).into_response(context)
    }

    fn describe(description: &mut Description<'_>) {
        HttpStatus::describe(description);
    }
}

impl IntoResponse for () {
    #[inline]
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(Body::empty()))
    }

    fn describe(description: &mut Description<'_>) {
        description.empty_response(HttpStatus::OK);
    }
}

/// What is known only at run time: any response.
impl<B: Into<Body>> IntoResponse for http::Response<B> {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(self.map(Into::into))
    }

    fn describe(description: &mut Description<'_>) {
        description.responses.entry(None).or_default();
    }
}

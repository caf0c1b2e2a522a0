//! Scalars as arguments: numbers, words; from the path, the query string, a header or the raw body.

use std::{
    fmt::{self, Display},
    num,
};

use bytes::Bytes;
use serde::{Deserialize, de::value::StrDeserializer};
use serde_json::Value;

use super::{
    FromRequest, Kind, Loaded, Parameter, ParameterError, Place, Source,
    format::{FORM, MULTIPART},
};
use crate::{
    HttpStatus,
    bean::{Json, whole},
    schema::{Description, ParameterDescription, Schema, default_member, object},
};

pub(super) fn one<'r, T>(
    loaded: &'r Loaded,
    parameter: &'static Parameter,
    expected: impl Display,
    parse: impl FnOnce(&'r str) -> Option<T>,
) -> Result<T, ParameterError> {
    let source = loaded.source(parameter, Kind::Scalar);
    let Some(text) = loaded.text(parameter, source)? else { return Err(ParameterError::missing(parameter, source)) };
    parse(text).ok_or_else(|| ParameterError::unconvertible(parameter, source, text, expected))
}

pub(super) fn all<'r, T>(
    loaded: &'r Loaded,
    parameter: &'static Parameter,
    expected: impl Display,
    parse: impl Fn(&'r str) -> Option<T>,
) -> Result<Vec<T>, ParameterError> {
    let source = loaded.source(parameter, Kind::Scalar);
    let parse = |text| parse(text).ok_or_else(|| ParameterError::unconvertible(parameter, source, text, &expected));
    let texts = loaded.texts(parameter, source)?;
    if texts.is_empty() {
        return Err(ParameterError::missing(parameter, source));
    }
    texts.into_iter().map(parse).collect()
}

/// A scalar in the JSON body or in the session, of JSON's own type: a text is no number.
pub(super) fn part<'r, T>(
    loaded: &'r Loaded,
    parameter: &'static Parameter,
    expected: impl Display,
    convert: impl FnOnce(&'r Value) -> Option<T>,
) -> Result<T, ParameterError> {
    let source = loaded.source(parameter, Kind::Scalar);
    let Some(value) = loaded.value(parameter, source)?.filter(|value| !value.is_null()) else {
        return Err(ParameterError::missing(parameter, source));
    };
    convert(value).ok_or_else(|| ParameterError::unconvertible(parameter, source, "", expected))
}

/// A list in the JSON body or in the session.
pub(super) fn part_list<'r, T>(
    loaded: &'r Loaded,
    parameter: &'static Parameter,
    expected: impl Display,
    convert: impl Fn(&'r Value) -> Option<T>,
) -> Result<Vec<T>, ParameterError> {
    let list = format_args!("a list, each {expected}");
    part(loaded, parameter, list, |value| value.as_array()?.iter().map(convert).collect())
}

/// As serde reads it, or the integer that it is though written with a fraction.
pub(super) fn deserialized<'r, T: Deserialize<'r>>(value: &'r Value) -> Option<T> {
    let integer = || T::deserialize(whole(value.as_number()?)?).ok();
    T::deserialize(value).ok().or_else(integer)
}

/// Describes a scalar by its schema.
pub fn describe_scalar(description: &mut Description<'_>, parameter: &'static Parameter, mut schema: Schema) {
    let source = Source::of(parameter.place, Kind::Scalar, false);
    let required = parameter.default.is_none();
    match source {
        Source::Body => description.whole_body(false, [("text/plain", schema)]),
        Source::Form => {
            schema.extend(parameter.default.and_then(default_member));
            description.field(FORM, parameter.name, schema, required);
        }
        Source::Part => {
            schema.extend(parameter.default.and_then(default_member));
            description.field(MULTIPART, parameter.name, schema, required);
        }
        Source::Json(pointer) => {
            // `null` is as good as nothing.
            let or_null = || object(serde_json::json!({ "anyOf": [&schema, { "type": "null" }] }));
            let schema = if required && !description.is_optional() { schema } else { or_null() };
            description.json_part(pointer, schema, required);
        }
        #[cfg(feature = "sessions")]
        Source::Session => super::session::describe_session(description),
        // It may come from anywhere; whoever sends it in the query string is always understood.
        _ => {
            schema.extend(parameter.default.and_then(default_member));
            let location = if source == Source::Auto { "query" } else { source.name() };
            if source == Source::Auto {
                description.problem(HttpStatus::PAYLOAD_TOO_LARGE);
            }
            description.parameters.push(ParameterDescription::new(parameter.name, location, required, schema));
        }
    }
    description.problem(HttpStatus::BAD_REQUEST);
}

/// Describes all values of a repeated scalar.
pub fn describe_scalar_list(description: &mut Description<'_>, parameter: &'static Parameter, schema: Schema) {
    let list = object(serde_json::json!({ "type": "array", "items": schema }));
    description.optional(|description| describe_scalar(description, parameter, list));
}

/// Reads a variant of an enum without data.
///
/// # Errors
/// It is missing, or names no variant.
pub fn variant<'r, T: Deserialize<'r>>(
    loaded: &'r Loaded,
    parameter: &'static Parameter,
    variants: &[&str],
) -> Result<T, ParameterError> {
    match parameter.place {
        Place::Json(_) | Place::Session => part(loaded, parameter, OneOf(variants), variant_in_json),
        _ => one(loaded, parameter, OneOf(variants), read_variant),
    }
}

/// Reads all variants of a repeated name.
///
/// # Errors
/// One of them names no variant.
pub fn variant_list<'r, T: Deserialize<'r>>(
    loaded: &'r Loaded,
    parameter: &'static Parameter,
    variants: &[&str],
) -> Result<Vec<T>, ParameterError> {
    match parameter.place {
        Place::Json(_) | Place::Session => part_list(loaded, parameter, OneOf(variants), variant_in_json),
        _ => all(loaded, parameter, OneOf(variants), read_variant),
    }
}

fn variant_in_json<'r, T: Deserialize<'r>>(value: &'r Value) -> Option<T> {
    read_variant(value.as_str()?)
}

struct OneOf<'a>(&'a [&'a str]);

impl Display for OneOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", self.0.join(", "))
    }
}

fn read_variant<'r, T: Deserialize<'r>>(text: &'r str) -> Option<T> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(text)).ok()
}

macro_rules! scalars {
    ($($type:ty: $expected:expr, $parse:expr, $json:expr;)*) => {$(
        impl FromRequest<'_> for $type {
            const KIND: Kind = Kind::Scalar;
            const LIST_KIND: Kind = Kind::Scalar;

            #[inline]
            fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                match parameter.place {
                    Place::Json(_) | Place::Session => part(loaded, parameter, $expected, $json),
                    _ => one(loaded, parameter, $expected, $parse),
                }
            }

            fn list_from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
                match parameter.place {
                    Place::Json(_) | Place::Session => part_list(loaded, parameter, $expected, $json),
                    _ => all(loaded, parameter, $expected, $parse),
                }
            }

            fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
                let schema = <$type as Json>::schema(description.schemas);
                describe_scalar(description, parameter, schema);
            }

            fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
                let schema = <$type as Json>::schema(description.schemas);
                describe_scalar_list(description, parameter, schema);
            }
        }
    )*};
}

macro_rules! integers {
    ($($type:ident)*) => {
        scalars! { $($type: concat!("an integer (", stringify!($type), ")"), from_str, deserialized;)* }
    };
}

fn from_str<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "on" => Some(true),
        "false" | "0" | "off" => Some(false),
        _ => None,
    }
}

/// serde makes an infinite number of what is beyond `f32`.
fn finite(number: f32) -> Option<f32> {
    number.is_finite().then_some(number)
}

/// `true` and `false`, or the numbers 1 and 0.
fn boolean_in_json(value: &Value) -> Option<bool> {
    match value.as_u64() {
        Some(1) => Some(true),
        Some(0) => Some(false),
        _ => value.as_bool(),
    }
}

integers!(i8 i16 i32 i64 i128 isize u16 u32 u64 u128 usize);

macro_rules! non_zero {
    ($($type:ident $plain:ident)*) => {
        scalars! { $(num::$type: concat!("an integer other than 0 (", stringify!($plain), ")"), from_str, deserialized;)* }
    };
}

non_zero! {
    NonZeroI8 i8 NonZeroI16 i16 NonZeroI32 i32 NonZeroI64 i64 NonZeroIsize isize
    NonZeroU8 u8 NonZeroU16 u16 NonZeroU32 u32 NonZeroU64 u64 NonZeroUsize usize
}

scalars! {
    f32: "a number (f32)", |text| from_str(text).and_then(finite), |value| deserialized(value).and_then(finite);
    f64: "a number (f64)", |text| from_str(text).filter(|number: &f64| number.is_finite()), deserialized;
    bool: "true, false, 1, 0, on or off", boolean, boolean_in_json;
    char: "one character", from_str, deserialized;
    String: "text", |text| Some(text.to_owned()), deserialized;
    Box<str>: "text", |text| Some(text.into()), deserialized;
}

#[cfg(feature = "uuid")]
scalars! {
    uuid::Uuid: "a UUID as 67e55044-10b1-426f-9247-bb680e5fe0c8", from_str, deserialized;
}

/// A list of `u8` from the raw body is the body; elsewhere it is a repeated number.
impl FromRequest<'_> for u8 {
    const KIND: Kind = Kind::Scalar;
    const LIST_KIND: Kind = Kind::Scalar;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match parameter.place {
            Place::Json(_) | Place::Session => part(loaded, parameter, "an integer (u8)", deserialized),
            _ => one(loaded, parameter, "an integer (u8)", from_str),
        }
    }

    fn list_from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Vec<u8>, ParameterError> {
        match loaded.source(parameter, Kind::Scalar) {
            Source::Body => Ok(loaded.body().to_vec()),
            Source::Json(_) | Source::Session => part_list(loaded, parameter, "an integer (u8)", deserialized),
            _ => all(loaded, parameter, "an integer (u8)", from_str),
        }
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        let schema = u8::schema(description.schemas);
        describe_scalar(description, parameter, schema);
    }

    fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
        match Source::of(parameter.place, Kind::Scalar, false) {
            Source::Body => describe_octets(description),
            _ => {
                let schema = u8::schema(description.schemas);
                describe_scalar_list(description, parameter, schema);
            }
        }
    }
}

fn describe_octets(description: &mut Description<'_>) {
    description.whole_body(false, [("application/octet-stream", Schema::new())]);
    description.problem(HttpStatus::BAD_REQUEST);
}

/// Borrowed from the request, decoded once where it is encoded.
impl<'r> FromRequest<'r> for &'r str {
    const KIND: Kind = Kind::Scalar;
    const LIST_KIND: Kind = Kind::Scalar;

    #[inline]
    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match parameter.place {
            Place::Json(_) | Place::Session => part(loaded, parameter, "text", Value::as_str),
            _ => one(loaded, parameter, "text", Some),
        }
    }

    fn list_from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
        match parameter.place {
            Place::Json(_) | Place::Session => part_list(loaded, parameter, "text", Value::as_str),
            _ => all(loaded, parameter, "text", Some),
        }
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        String::describe(description, parameter);
    }

    fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
        String::describe_list(description, parameter);
    }
}

/// The raw body without a copy, or the bytes of a text.
impl<'r> FromRequest<'r> for &'r [u8] {
    const KIND: Kind = Kind::Scalar;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match loaded.source(parameter, Kind::Scalar) {
            Source::Body => Ok(loaded.body()),
            _ => <&str>::from_request(loaded, parameter).map(str::as_bytes),
        }
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        Bytes::describe(description, parameter);
    }
}

/// The raw body, shared, or the bytes of a text.
impl FromRequest<'_> for Bytes {
    const KIND: Kind = Kind::Scalar;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match loaded.source(parameter, Kind::Scalar) {
            Source::Body => Ok(loaded.body().clone()),
            _ => <&str>::from_request(loaded, parameter).map(|text| Bytes::copy_from_slice(text.as_bytes())),
        }
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        match Source::of(parameter.place, Kind::Scalar, false) {
            Source::Body => describe_octets(description),
            _ => String::describe(description, parameter),
        }
    }
}

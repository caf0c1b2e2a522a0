//! Numbers, text and dates inside JSON.

use std::{borrow::Cow, num, sync::Arc};

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, ParseResult, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{At, Fields, Json, JsonBody, JsonKey};
use crate::schema::{Schema, Schemas, object};

macro_rules! scalars {
    ($($type:ty: $expected:expr, $schema:tt $(, $read:expr)?;)*) => {$(
        impl Json for $type {
            fn schema(_: &mut Schemas) -> Schema {
                object(json!($schema))
            }

            fn examine(value: &Value, at: &mut At) {
                at.scalar::<$type>(value, $expected);
            }
            $(fn from_fields(fields: &Fields<'_>) -> Value {
                $read(fields)
            })?
        }
    )*};
}

scalars! {
    bool: "true or false", { "type": "boolean" }, boolean;
    char: "one character", { "type": "string", "minLength": 1, "maxLength": 1 };
    String: "text", { "type": "string" };
    Box<str>: "text", { "type": "string" };
    Arc<str>: "text", { "type": "string" };
    f64: "a number", { "type": "number", "format": "double" }, number;
    NaiveDate: "a date as 2022-10-12", { "type": "string", "format": "date" };
    NaiveTime: "a time as 12:12:12", { "type": "string", "format": "time-local" };
    NaiveDateTime: "a date and time as 2022-10-12T12:12:12", { "type": "string", "format": "date-time-local" }, moment;
    DateTime<Utc>: "a date and time as 2022-10-12T12:12:12Z", { "type": "string", "format": "date-time" };
    DateTime<FixedOffset>: "a date and time as 2022-10-12T12:12:12+02:00", { "type": "string", "format": "date-time" };
    DateTime<Local>: "a date and time as 2022-10-12T12:12:12+02:00", { "type": "string", "format": "date-time" };
}

#[cfg(feature = "uuid")]
scalars! {
    uuid::Uuid: "a UUID as 67e55044-10b1-426f-9247-bb680e5fe0c8", { "type": "string", "format": "uuid" };
}

/// The greatest `f32`, as it is written.
const SINGLE: f64 = 3.402_823_5e38;

/// serde makes an infinite number of what is beyond `f32`, so it is looked at as if that were against a rule.
impl Json for f32 {
    const BEANS: bool = true;
    const RULES: bool = true;

    fn schema(_: &mut Schemas) -> Schema {
        object(json!({ "type": "number", "format": "float", "minimum": -SINGLE, "maximum": SINGLE }))
    }

    fn examine(value: &Value, at: &mut At) {
        if !f32::deserialize(value).is_ok_and(f32::is_finite) {
            at.mismatch(value, "a number (f32)");
        }
    }

    #[inline]
    fn validate(&self, at: &mut At) {
        if !self.is_finite() {
            at.mismatch(&f64::MAX.into(), "a number (f32)");
        }
    }

    fn from_fields(fields: &Fields<'_>) -> Value {
        number(fields)
    }
}

macro_rules! integers {
    ($($type:ident)*) => {$(
        impl Json for $type {
            fn schema(_: &mut Schemas) -> Schema {
                integer(<$type>::MIN.into_json(), <$type>::MAX.into_json())
            }

            fn examine(value: &Value, at: &mut At) {
                at.scalar::<$type>(value, concat!("an integer (", stringify!($type), ")"));
            }

            fn from_fields(fields: &Fields<'_>) -> Value {
                number(fields)
            }
        }
        integer_key!($type);
    )*};
}

macro_rules! integer_key {
    ($type:ident) => {
        impl JsonKey for $type {
            fn is_key(text: &str) -> bool {
                text.parse::<$type>().is_ok()
            }
        }
    };
}

integers!(i8 i16 i32 i64 isize u16 u32 u64 usize);

/// Beyond 64 bits a `Value` keeps a number only nearly, so it cannot be judged exactly: any that may be meant passes. What
/// it keeps with a fraction within 64 bits was written so.
macro_rules! wide_integers {
    ($($type:ident)*) => {$(
        impl Json for $type {
            fn schema(_: &mut Schemas) -> Schema {
                integer(<$type>::MIN.into_json(), <$type>::MAX.into_json())
            }

            fn examine(value: &Value, at: &mut At) {
                let is_one = match (value.as_i64(), value.as_u64()) {
                    (Some(number), _) => <$type>::try_from(number).is_ok(),
                    (None, Some(_)) => true,
                    (None, None) => value.as_f64().is_some_and(|number| {
                        number.abs() >= 2f64.powi(63) && (<$type>::MIN as f64..=<$type>::MAX as f64).contains(&number)
                    }),
                };
                if !is_one {
                    at.mismatch(value, concat!("an integer (", stringify!($type), ")"));
                }
            }

            fn from_fields(fields: &Fields<'_>) -> Value {
                number(fields)
            }
        }
        integer_key!($type);
    )*};
}

wide_integers!(i128 u128);

impl Json for u8 {
    const OCTETS: bool = true;

    fn schema(_: &mut Schemas) -> Schema {
        integer(u8::MIN.into_json(), u8::MAX.into_json())
    }

    fn examine(value: &Value, at: &mut At) {
        at.scalar::<u8>(value, "an integer (u8)");
    }

    fn from_fields(fields: &Fields<'_>) -> Value {
        number(fields)
    }

    fn into_octets(list: Vec<u8>) -> Result<Vec<u8>, Vec<u8>> {
        Ok(list)
    }

    fn static_octets(list: &'static [u8]) -> Option<&'static [u8]> {
        Some(list)
    }
}

integer_key!(u8);

macro_rules! text_keys {
    ($($type:ty: |$text:ident| $is_key:expr;)*) => {$(
        impl JsonKey for $type {
            fn is_key($text: &str) -> bool {
                $is_key
            }
        }
    )*};
}

text_keys! {
    char: |text| text.chars().count() == 1;
    String: |_text| true;
    Box<str>: |_text| true;
    Arc<str>: |_text| true;
    NaiveDate: |text| text.parse::<NaiveDate>().is_ok();
    NaiveTime: |text| text.parse::<NaiveTime>().is_ok();
    NaiveDateTime: |text| text.parse::<NaiveDateTime>().is_ok();
    DateTime<Utc>: |text| text.parse::<DateTime<Utc>>().is_ok();
    DateTime<FixedOffset>: |text| text.parse::<DateTime<FixedOffset>>().is_ok();
    DateTime<Local>: |text| text.parse::<DateTime<Local>>().is_ok();
}

#[cfg(feature = "uuid")]
text_keys! {
    uuid::Uuid: |text| text.parse::<uuid::Uuid>().is_ok();
}

macro_rules! documents {
    ($($type:ty),* $(,)?) => {$(impl JsonBody for $type {})*};
}

#[cfg(feature = "uuid")]
documents!(uuid::Uuid);

/// A date and a time in ISO 8601; without seconds, too, since browsers leave those out that are 0.
pub(crate) fn date_and_time(text: &str) -> ParseResult<NaiveDateTime> {
    text.parse().or_else(|error| format!("{text}:00").parse().map_err(|_| error))
}

/// A date and a time where the text is one; in JSON it has seconds.
fn moment(fields: &Fields<'_>) -> Value {
    let read = fields.text().and_then(|text| date_and_time(text).ok());
    read.and_then(|moment| serde_json::to_value(moment).ok()).unwrap_or_else(|| fields.own_value())
}

/// A truth value where the text is one.
fn boolean(fields: &Fields<'_>) -> Value {
    match fields.text() {
        Some("true" | "1" | "on") => true.into(),
        Some("false" | "0" | "off") => false.into(),
        _ => fields.own_value(),
    }
}

/// A number where the text is one.
fn number(fields: &Fields<'_>) -> Value {
    let Some(text) = fields.text() else { return fields.own_value() };
    let integer = text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<u64>().map(Value::from));
    // JSON has no numbers beyond the finite ones: `Value` would make `null` of them.
    let float = || text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from);
    integer.ok().or_else(float).unwrap_or_else(|| Value::from(text))
}

macro_rules! non_zero {
    ($($type:ident $plain:ident)*) => {$(
        impl Json for num::$type {
            fn schema(schemas: &mut Schemas) -> Schema {
                let mut schema = $plain::schema(schemas);
                schema.insert("not".to_owned(), json!({ "const": 0 }));
                schema
            }

            fn examine(value: &Value, at: &mut At) {
                at.scalar::<num::$type>(value, concat!("an integer other than 0 (", stringify!($plain), ")"));
            }

            fn from_fields(fields: &Fields<'_>) -> Value {
                number(fields)
            }
        }
        impl JsonKey for num::$type {
            fn is_key(text: &str) -> bool {
                text.parse::<num::$type>().is_ok()
            }
        }
    )*};
}

non_zero! {
    NonZeroI8 i8 NonZeroI16 i16 NonZeroI32 i32 NonZeroI64 i64 NonZeroIsize isize
    NonZeroU8 u8 NonZeroU16 u16 NonZeroU32 u32 NonZeroU64 u64 NonZeroUsize usize
}

fn integer(minimum: Value, maximum: Value) -> Schema {
    object(json!({ "type": "integer", "minimum": minimum, "maximum": maximum }))
}

/// Bounds beyond 64 bits are written as the nearest float, which is all that a JSON number promises.
trait IntoJson {
    fn into_json(self) -> Value;
}

macro_rules! into_json {
    ($($type:ident)*) => {$(
        impl IntoJson for $type {
            fn into_json(self) -> Value {
                i64::try_from(self).map(Value::from).or_else(|_| u64::try_from(self).map(Value::from))
                    .unwrap_or_else(|_| Value::from(self as f64))
            }
        }
    )*};
}

into_json!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! text {
    ($($type:ty),*) => {$(
        impl Json for $type {
            fn schema(schemas: &mut Schemas) -> Schema {
                String::schema(schemas)
            }

            fn examine(value: &Value, at: &mut At) {
                String::examine(value, at);
            }
        }
        impl JsonKey for $type {
            fn is_key(_: &str) -> bool {
                true
            }
        }
    )*};
}

text!(&str, Cow<'_, str>);

impl Json for Value {
    fn schema(_: &mut Schemas) -> Schema {
        Schema::new()
    }

    fn examine(_: &Value, _: &mut At) {}

    /// Text alone: what stands for a file means nothing outside the framework.
    fn from_fields(fields: &Fields<'_>) -> Value {
        fields.text().into()
    }
}

documents!(bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64, Value);
documents!(NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>, DateTime<FixedOffset>, DateTime<Local>);
documents!(num::NonZeroI8, num::NonZeroI16, num::NonZeroI32, num::NonZeroI64, num::NonZeroIsize);
documents!(num::NonZeroU8, num::NonZeroU16, num::NonZeroU32, num::NonZeroU64, num::NonZeroUsize);

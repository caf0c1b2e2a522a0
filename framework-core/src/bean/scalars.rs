//! Numbers, text and dates inside JSON.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde_json::{Value, json};

use super::{At, Json, JsonKey};
use crate::schema::{Schema, Schemas, object};

macro_rules! scalars {
    ($($type:ty: $expected:expr, $schema:tt $(, $rest:item)*;)*) => {$(
        impl Json for $type {
            fn schema(_: &mut Schemas) -> Schema {
                object(json!($schema))
            }

            fn examine(value: &Value, at: &mut At) {
                at.scalar::<$type>(value, $expected);
            }
            $($rest)*
        }
    )*};
}

scalars! {
    bool: "true or false", { "type": "boolean" };
    char: "one character", { "type": "string", "minLength": 1, "maxLength": 1 };
    String: "text", { "type": "string" };
    Box<str>: "text", { "type": "string" };
    f32: "a number", { "type": "number", "format": "float" };
    f64: "a number", { "type": "number", "format": "double" };
    NaiveDate: "a date as 2022-10-12", { "type": "string", "format": "date" };
    NaiveTime: "a time as 12:12:12", { "type": "string", "format": "time" };
    NaiveDateTime: "a date and time as 2022-10-12T12:12:12", { "type": "string", "format": "date-time-local" };
    DateTime<Utc>: "a date and time as 2022-10-12T12:12:12Z", { "type": "string", "format": "date-time" };
    DateTime<FixedOffset>: "a date and time as 2022-10-12T12:12:12+02:00", { "type": "string", "format": "date-time" };
    DateTime<Local>: "a date and time as 2022-10-12T12:12:12+02:00", { "type": "string", "format": "date-time" };
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
        }
        impl JsonKey for $type {}
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u16 u32 u64 u128 usize);

impl Json for u8 {
    const OCTETS: bool = true;

    fn schema(_: &mut Schemas) -> Schema {
        integer(u8::MIN.into_json(), u8::MAX.into_json())
    }

    fn examine(value: &Value, at: &mut At) {
        at.scalar::<u8>(value, "an integer (u8)");
    }

    fn into_octets(list: Vec<u8>) -> Result<Vec<u8>, Vec<u8>> {
        Ok(list)
    }

    fn static_octets(list: &'static [u8]) -> Option<&'static [u8]> {
        Some(list)
    }
}

impl JsonKey for u8 {}
impl JsonKey for char {}
impl JsonKey for String {}
impl JsonKey for Box<str> {}
impl JsonKey for NaiveDate {}
impl JsonKey for NaiveTime {}
impl JsonKey for NaiveDateTime {}

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
        impl JsonKey for $type {}
    )*};
}

text!(&str, Cow<'_, str>);

impl Json for Value {
    fn schema(_: &mut Schemas) -> Schema {
        Schema::new()
    }

    fn examine(_: &Value, _: &mut At) {}
}

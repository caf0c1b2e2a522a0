//! Dates and times as arguments: a text in ISO 8601, or else in the format in which the settings have them written.

use std::{
    fmt::{self, Display, Write as _},
    marker::PhantomData,
};

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, ParseResult, Utc};
use serde::de::DeserializeOwned;
use serde_json::json;

use super::{
    FromRequest, Kind, Loaded, Needs, Parameter, ParameterError, Place,
    scalars::{all, describe_scalar, describe_scalar_list, deserialized, one, part, part_list},
};
use crate::{
    bean::{Json, date_and_time},
    config::HttpSettings,
    schema::{DateFormats, Description, Schema, Schemas, as_written, object},
};

/// A date or a time, which a setting has its format for.
trait Moment: Json + DeserializeOwned {
    /// What it is, with the example.
    const EXPECTED: &'static str;
    /// One in ISO 8601.
    const EXAMPLE: &'static str;

    /// The format in which it is written.
    fn format_of(settings: &HttpSettings) -> &str;

    /// The format that is described beside ISO 8601.
    fn other(formats: &DateFormats) -> Option<&str>;

    /// ISO 8601.
    fn read_iso(text: &str) -> Option<Self>;

    fn read(text: &str, format: &str) -> Option<Self>;

    fn write(&self, format: &str, text: &mut String) -> fmt::Result;
}

/// ISO 8601 goes first: what was understood stays understood, whatever the settings become.
///
/// chrono skips white space before a number. No scalar begins with any, unless that is how the format writes it.
fn read<T: Moment>(text: &str, format: &str) -> Option<T> {
    let is_bare = text.trim() == text;
    let is_so_written = |moment: &T| {
        let mut written = String::new();
        moment.write(format, &mut written).is_ok() && written == text
    };
    let iso = T::read_iso(text).filter(|_| is_bare);
    iso.or_else(|| T::read(text, format).filter(|moment| is_bare || is_so_written(moment)))
}

/// The format that is set for a type; `NEEDS` puts the settings within reach.
fn format<T: Moment>(loaded: &Loaded) -> &str {
    loaded.head().context.as_deref().map_or("", |context| T::format_of(&context.settings.http))
}

/// What a text must be, as `a date as 2022-10-12 or 12/10/2022`.
struct Expected<'a, T>(&'a str, PhantomData<T>);

impl<T: Moment> Display for Expected<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)?;
        example::<T>(self.0).map_or(Ok(()), |example| write!(f, " or {example}"))
    }
}

/// The example in a format, where that is no ISO 8601 and can be read back.
fn example<T: Moment>(format: &str) -> Option<String> {
    let mut text = String::new();
    T::read_iso(T::EXAMPLE)?.write(format, &mut text).ok()?;
    (T::read_iso(&text).is_none() && T::read(&text, format).is_some()).then_some(text)
}

/// ISO 8601, or as the settings have it. In JSON they do not count.
fn schema<T: Moment>(place: Place, schemas: &mut Schemas) -> Schema {
    let iso = T::schema(schemas);
    let other = T::other(&schemas.formats).filter(|_| !matches!(place, Place::Json(_) | Place::Session));
    match other.and_then(|format| Some(as_written(format, &example::<T>(format)?))) {
        Some(other) => object(json!({ "anyOf": [iso, other] })),
        None => iso,
    }
}

macro_rules! moments {
    ($($type:ty: $what:literal, $example:literal, $setting:ident $formats:ident, $iso:expr, $read:expr;)*) => {$(
        impl Moment for $type {
            const EXPECTED: &'static str = concat!($what, " as ", $example);
            const EXAMPLE: &'static str = $example;

            fn format_of(settings: &HttpSettings) -> &str {
                &settings.$setting
            }

            fn other(formats: &DateFormats) -> Option<&str> {
                formats.$formats.as_deref()
            }

            fn read_iso(text: &str) -> Option<Self> {
                let read: fn(&str) -> ParseResult<Self> = $iso;
                read(text).ok()
            }

            fn read(text: &str, format: &str) -> Option<Self> {
                let read: fn(&str, &str) -> ParseResult<Self> = $read;
                read(text, format).ok()
            }

            fn write(&self, format: &str, text: &mut String) -> fmt::Result {
                write!(text, "{}", self.format(format))
            }
        }

        impl FromRequest<'_> for $type {
            const KIND: Kind = Kind::Scalar;
            const LIST_KIND: Kind = Kind::Scalar;
            const NEEDS: Needs = Needs::CONTEXT;

            fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                let format = format::<Self>(loaded);
                match parameter.place {
                    Place::Json(_) | Place::Session => part(loaded, parameter, Self::EXPECTED, deserialized),
                    _ => one(loaded, parameter, Expected::<Self>(format, PhantomData), |text| read(text, format)),
                }
            }

            fn list_from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
                let format = format::<Self>(loaded);
                match parameter.place {
                    Place::Json(_) | Place::Session => part_list(loaded, parameter, Self::EXPECTED, deserialized),
                    _ => all(loaded, parameter, Expected::<Self>(format, PhantomData), |text| read(text, format)),
                }
            }

            fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
                let schema = schema::<Self>(parameter.place, description.schemas);
                describe_scalar(description, parameter, schema);
            }

            fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
                let schema = schema::<Self>(parameter.place, description.schemas);
                describe_scalar_list(description, parameter, schema);
            }
        }
    )*};
}

moments! {
    NaiveDate: "a date", "2022-10-12", date_format date, str::parse, NaiveDate::parse_from_str;
    NaiveTime: "a time", "12:12:12", time_format time, str::parse, NaiveTime::parse_from_str;
    NaiveDateTime: "a date and time", "2022-10-12T12:12:12", datetime_format datetime,
        date_and_time, NaiveDateTime::parse_from_str;
    DateTime<Utc>: "a date and time", "2022-10-12T12:12:12Z", zoned_datetime_format zoned_datetime,
        str::parse, |text, format| DateTime::parse_from_str(text, format).map(|moment| moment.to_utc());
    DateTime<FixedOffset>: "a date and time", "2022-10-12T12:12:12+02:00", zoned_datetime_format zoned_datetime,
        str::parse, DateTime::parse_from_str;
    DateTime<Local>: "a date and time", "2022-10-12T12:12:12+02:00", zoned_datetime_format zoned_datetime,
        str::parse, |text, format| DateTime::parse_from_str(text, format).map(DateTime::into);
}

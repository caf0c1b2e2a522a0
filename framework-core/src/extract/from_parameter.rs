//! Types of the program's own that are written as one text.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{Deserializer, Serializer, de};
use serde_json::{Value, json};

use super::{
    Loaded, Parameter, ParameterError, Place,
    scalars::{all, describe_scalar, describe_scalar_list, one, part, part_list},
};
use crate::{
    bean::At,
    config::SettingValue,
    schema::{Description, Schema, Schemas, object},
};

/// A type that is made of one text: it is a parameter as a number is one, from every place, in `Option`, `Vec` and
/// `Result`, with a default. In a JSON body it is a text.
///
/// `#[derive(Parameter)]` makes it of `FromStr`. Where that is not what is wanted, the type implements the trait itself,
/// and the derive is told `own`:
///
/// ```
/// # use framework_core as framework;
/// use framework::FromParameter;
///
/// /// An even number.
/// // #[derive(Parameter)]
/// // #[parameter(own)]
/// struct Even(u64);
///
/// impl FromParameter for Even {
///     const EXPECTED: &'static str = "an even number";
///
///     fn from_parameter(text: &str) -> Option<Self> {
///         text.parse().ok().filter(|number| number % 2 == 0).map(Even)
///     }
/// }
///
/// // #[get_mapping("/halves/<number>")]
/// fn half(number: Even) -> u64 {
///     number.0 / 2
/// }
/// ```
// No `impl<T: FromParameter> FromRequest for T`: beside it rustc no longer says what another type's own impl lacks,
// `Clone` for a `State` for instance. The derive writes that impl for its type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not made of one text",
    label = "marked `#[parameter(own)]`",
    note = "implement `FromParameter` for `{Self}`, or drop `own` and implement `FromStr`"
)]
pub trait FromParameter: Sized {
    /// What a text must be, as it completes “expected …”: `a colour as #ff0000`.
    const EXPECTED: &'static str;

    /// Makes it; `None` where the text stands for no such value, which is a 400.
    fn from_parameter(text: &str) -> Option<Self>;

    /// Its JSON Schema: a text, and what it must be.
    #[must_use]
    fn schema(schemas: &mut Schemas) -> Schema {
        let _schemas = schemas;
        object(json!({ "type": "string", "description": Self::EXPECTED }))
    }
}

/// What is a parameter is the value of a setting, too.
#[diagnostic::do_not_recommend]
impl<T: FromParameter> SettingValue for T {
    const ALLOWED: &'static str = T::EXPECTED;

    fn parse(text: &str) -> Option<Self> {
        T::from_parameter(text)
    }
}

/// What is asked of a type that derives it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a text",
    label = "has no `FromStr`",
    note = "implement `FromStr` for `{Self}`; or implement `FromParameter`, and write `#[parameter(own)]`",
    note = "an enum of names derives `Bean` instead, and is a parameter by that"
)]
pub trait Parsed: Sized {
    /// Makes it, if the text stands for one.
    fn parsed(text: &str) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: FromStr> Parsed for T {
    fn parsed(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Makes it, if the text stands for one.
#[must_use]
pub fn parsed<T: Parsed>(text: &str) -> Option<T> {
    T::parsed(text)
}

/// The functions of a type's `FromRequest`: its bound is asked in one place, so that a type without it is one error.
#[derive(Debug)]
pub struct OneText<T> {
    /// Makes one.
    pub one: fn(&Loaded, &'static Parameter) -> Result<T, ParameterError>,
    /// Makes all of a repeated name.
    pub all: fn(&Loaded, &'static Parameter) -> Result<Vec<T>, ParameterError>,
    /// Describes one.
    pub describe: fn(&mut Description<'_>, &'static Parameter),
    /// Describes all of a repeated name.
    pub describe_all: fn(&mut Description<'_>, &'static Parameter),
}

/// The functions of `T`.
#[must_use]
pub const fn one_text<T: FromParameter>() -> OneText<T> {
    OneText {
        one: |loaded, parameter| match parameter.place {
            Place::Json(_) | Place::Session => part(loaded, parameter, T::EXPECTED, in_json),
            _ => one(loaded, parameter, T::EXPECTED, T::from_parameter),
        },
        all: |loaded, parameter| match parameter.place {
            Place::Json(_) | Place::Session => part_list(loaded, parameter, T::EXPECTED, in_json),
            _ => all(loaded, parameter, T::EXPECTED, T::from_parameter),
        },
        describe: |description, parameter| {
            let schema = T::schema(description.schemas);
            describe_scalar(description, parameter, schema);
        },
        describe_all: |description, parameter| {
            let schema = T::schema(description.schemas);
            describe_scalar_list(description, parameter, schema);
        },
    }
}

fn in_json<T: FromParameter>(value: &Value) -> Option<T> {
    T::from_parameter(value.as_str()?)
}

/// Writes what is one text in JSON, too.
///
/// # Errors
/// The serializer's.
pub fn text_to_json<T: WrittenAsText, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// What is asked of a type that says `json`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a text",
    label = "marked `#[parameter(json)]`, and has no `Display`",
    note = "implement `std::fmt::Display` for `{Self}`: a text that it is made of again"
)]
pub trait WrittenAsText {
    /// Writes it.
    ///
    /// # Errors
    /// The serializer's.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: fmt::Display> WrittenAsText for T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads it.
///
/// # Errors
/// It is no text, or none that it can be made of.
pub fn text_from_json<'de, T: FromParameter, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(OfText(PhantomData))
}

struct OfText<T>(PhantomData<fn() -> T>);

impl<T: FromParameter> de::Visitor<'_> for OfText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::from_parameter(text).ok_or_else(|| E::custom(format_args!("expected {}", T::EXPECTED)))
    }
}

/// Reports that it cannot be read.
pub fn examine_text<T: FromParameter>(value: &Value, at: &mut At) {
    if in_json::<T>(value).is_none() {
        at.mismatch(value, T::EXPECTED);
    }
}

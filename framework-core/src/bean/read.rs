//! Reads a value from JSON: one serde pass, and a second look only when that fails.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::{
    At, Blamed, Fields, Json, Violation, checked,
    effort::{bounded, size},
};

/// What is told where nothing is known that may be told.
pub(super) const UNREADABLE: &str = "cannot be read";

/// Why a body is not the value it should be.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// It is not JSON at all.
    Syntax { message: String },
    /// It is JSON, but not such a value.
    Violations(Vec<Violation>),
}

pub(crate) fn from_json<T: Json + DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    // JSON is UTF-8 (RFC 8259, section 8.1), also where nobody reads it.
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(syntax(bytes)) };
    let value = bounded(bytes.len(), || serde_json::from_str(text));
    let value = value.map_err(|violation| Unreadable::Violations(vec![violation]))?;
    let value = match value {
        Ok(value) => value,
        Err(error) => again(bytes, &error)?,
    };
    checked(value).map_err(Unreadable::Violations)
}

/// Reads a value from the fields of a query string or a form.
pub(crate) fn from_fields<'a, T: Json + DeserializeOwned>(fields: &Fields<'a>) -> Result<T, Vec<Blamed<'a>>> {
    let value = fields_to_json::<T>(fields)?;
    read(&value)
        .and_then(|read| read.map_err(|_| violations::<T>(&value)).and_then(checked))
        .map_err(|violations| violations.into_iter().map(|violation| fields.blame(&value, violation)).collect())
}

/// Whether no field is one of the value's own.
pub(crate) fn knows_none<T: Json>(fields: &Fields<'_>) -> bool {
    fields_to_json::<T>(fields).is_ok_and(|value| match value {
        Value::Object(members) => members.is_empty(),
        // Those of a tuple are there in any case.
        Value::Array(elements) => elements.iter().all(Value::is_null),
        value => value.is_null(),
    })
}

/// A type that contains itself goes as deep as a name reaches, so its length is judged before.
fn fields_to_json<'a, T: Json>(fields: &Fields<'a>) -> Result<Value, Vec<Blamed<'a>>> {
    let json = fields.check().and_then(|()| bounded(fields.size(), || T::from_fields(fields)));
    json.map_err(|violation| vec![fields.blame(&Value::Null, violation)])
}

/// Reads a value from JSON that is parsed already.
pub(crate) fn from_value<T: Json + DeserializeOwned>(value: &Value) -> Result<T, Vec<Violation>> {
    match read(value)? {
        Ok(value) => checked(value),
        Err(_) => made_whole(value.clone()).and_then(checked),
    }
}

fn read<T: Json + DeserializeOwned>(value: &Value) -> Result<serde_json::Result<T>, Vec<Violation>> {
    bounded(size(value), || T::deserialize(value)).map_err(|violation| vec![violation])
}

/// What could not be read, or why. serde_json calls some bad values bad syntax (a key that is no number); whether it is
/// JSON, `Value` knows.
#[cold]
fn again<T: Json + DeserializeOwned>(bytes: &[u8], error: &serde_json::Error) -> Result<T, Unreadable> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => made_whole(value).map_err(|mut violations| {
            // `Value` keeps the last of two members, in which nothing is wrong.
            let is_unexplained = |it: &&mut Violation| it.pointer.is_empty() && it.message == UNREADABLE;
            let unexplained = violations.iter_mut().find(is_unexplained);
            match (unexplained, repeated(&error.to_string())) {
                (Some(violation), Some(name)) => violation.message = format!("has the member `{name}` twice"),
                // What serde says may hold what the visitor has sent: it is for the log alone.
                (Some(_), None) => {
                    tracing::debug!(target: "framework", "JSON is no `{}`: {error}", std::any::type_name::<T>());
                }
                (None, _) => {}
            }
            Unreadable::Violations(violations)
        }),
        Err(_) => Err(syntax(bytes)),
    }
}

/// The member that serde has found twice.
fn repeated(error: &str) -> Option<&str> {
    error.strip_prefix("duplicate field `")?.split('`').next()
}

#[cold]
fn syntax(bytes: &[u8]) -> Unreadable {
    let message = serde_json::from_slice::<Value>(bytes).err().map(|error| error.to_string()).unwrap_or_default();
    Unreadable::Syntax { message }
}

/// Reads it once more with all numbers whole that are: to JSON Schema `1.0` is an integer, to serde it is not.
#[cold]
fn made_whole<T: Json + DeserializeOwned>(mut value: Value) -> Result<T, Vec<Violation>> {
    if make_whole(&mut value)
        && let Ok(value) = read(&value)?
    {
        return Ok(value);
    }
    Err(violations::<T>(&value))
}

/// Makes numbers without a fraction integers; says whether there was one that was not.
fn make_whole(value: &mut Value) -> bool {
    match value {
        Value::Number(number) => match whole(number) {
            Some(integer) => {
                *value = integer;
                true
            }
            None => false,
        },
        Value::Array(elements) => elements.iter_mut().fold(false, |any, element| make_whole(element) | any),
        Value::Object(members) => members.values_mut().fold(false, |any, member| make_whole(member) | any),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// The integer that a number is which was written with a fraction, or with an exponent.
pub(crate) fn whole(number: &Number) -> Option<Value> {
    // Beyond this a float may stand for several integers, and for one that is out of range.
    let float = number.as_f64().filter(|float| number.is_f64() && float.abs() <= 2f64.powi(53))?;
    (float.fract() == 0.0).then(|| (float as i64).into())
}

#[cold]
fn violations<T: Json>(value: &Value) -> Vec<Violation> {
    let mut at = At::default();
    T::examine(value, &mut at);
    if at.is_empty() {
        // What nobody can look into, as members whose type is a parameter; serde's own text might show the value.
        at.violation("type", UNREADABLE);
    }
    if T::RULES && at.begin_rules() {
        T::examine(value, &mut at);
    }
    at.into_violations()
}

//! Reads a value from JSON: one serde pass, and a second look only when that fails.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{
    At, Blamed, Fields, Json, Violation, checked,
    effort::{bounded, size},
};

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
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(explain::<T>(bytes)) };
    let value = bounded(bytes.len(), || serde_json::from_str(text));
    let value = value.map_err(|violation| Unreadable::Violations(vec![violation]))?;
    checked(value.map_err(|_| explain::<T>(bytes))?).map_err(Unreadable::Violations)
}

/// Reads a value from the fields of a query string or a form.
pub(crate) fn from_fields<'a, T: Json + DeserializeOwned>(fields: &Fields<'a>) -> Result<T, Vec<Blamed<'a>>> {
    let value = fields_to_json::<T>(fields)?;
    from_value(&value)
        .map_err(|violations| violations.into_iter().map(|violation| fields.blame(&value, violation)).collect())
}

/// Whether no field is one of the value's own.
pub(crate) fn knows_none<T: Json>(fields: &Fields<'_>) -> bool {
    fields_to_json::<T>(fields).is_ok_and(|value| value.as_object().is_none_or(Map::is_empty))
}

/// A type that contains itself goes as deep as a name reaches, so its length is judged before.
fn fields_to_json<'a, T: Json>(fields: &Fields<'a>) -> Result<Value, Vec<Blamed<'a>>> {
    let json = fields.check().and_then(|()| bounded(fields.size(), || T::from_fields(fields)));
    json.map_err(|violation| vec![fields.blame(&Value::Null, violation)])
}

/// Reads a value from JSON that is parsed already.
pub(crate) fn from_value<T: Json + DeserializeOwned>(value: &Value) -> Result<T, Vec<Violation>> {
    let read = bounded(size(value), || T::deserialize(value)).map_err(|violation| vec![violation])?;
    read.map_err(|_| violations::<T>(value)).and_then(checked)
}

#[cold]
fn explain<T: Json>(bytes: &[u8]) -> Unreadable {
    // serde_json calls some bad values bad syntax (a key that is no number); whether it is JSON, `Value` knows.
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => Unreadable::Violations(violations::<T>(&value)),
        Err(syntax) => Unreadable::Syntax { message: syntax.to_string() },
    }
}

#[cold]
fn violations<T: Json>(value: &Value) -> Vec<Violation> {
    let mut at = At::default();
    T::examine(value, &mut at);
    if at.is_empty() {
        // A member that serde reads by functions of the program; serde's own text might show the value.
        at.violation("type", "cannot be read");
    }
    if T::RULES && at.begin_rules() {
        T::examine(value, &mut at);
    }
    at.into_violations()
}

//! Reads a value from JSON: one serde pass, and a second look only when that fails.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{At, Fields, Json, Violation, checked};

/// Why a body is not the value it should be.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// It is not JSON at all.
    Syntax { message: String },
    /// It is JSON, but not such a value.
    Violations(Vec<Violation>),
}

pub(crate) fn from_json<T: Json + DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let value = serde_json::from_slice(bytes).map_err(|_| explain::<T>(bytes))?;
    checked(value).map_err(Unreadable::Violations)
}

/// Reads a value from the fields of a query string or a form.
pub(crate) fn from_fields<T: Json + DeserializeOwned>(fields: &Fields<'_>) -> Result<T, Vec<Violation>> {
    fields.check()?;
    from_value(&T::from_fields(fields))
}

/// Reads a value from JSON that is parsed already.
pub(crate) fn from_value<T: Json + DeserializeOwned>(value: &Value) -> Result<T, Vec<Violation>> {
    T::deserialize(value).map_err(|_| violations::<T>(value)).and_then(checked)
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

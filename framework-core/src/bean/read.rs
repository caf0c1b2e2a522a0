//! Reads a value from JSON: one serde pass, and a second look only when that fails.

use serde::de::DeserializeOwned;
use serde_json::{Value, error::Category};

use super::{At, Json, Violation};

/// Why a body is not the value it should be.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// It is not JSON at all.
    Syntax { message: String },
    /// It is JSON, but not such a value.
    Violations(Vec<Violation>),
}

pub(crate) fn from_json<T: Json + DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice(bytes).map_err(|error| explain::<T>(bytes, &error))
}

#[cold]
fn explain<T: Json>(bytes: &[u8], error: &serde_json::Error) -> Unreadable {
    let value = match (error.classify(), serde_json::from_slice::<Value>(bytes)) {
        (Category::Data, Ok(value)) => value,
        (Category::Data, Err(syntax)) => return Unreadable::Syntax { message: syntax.to_string() },
        _ => return Unreadable::Syntax { message: error.to_string() },
    };
    let mut at = At::default();
    T::examine(&value, &mut at);
    if at.is_empty() {
        // A type that serde reads by a way of its own (`with`, `untagged`): its first error is all there is.
        at.violation("type", error.to_string());
    }
    Unreadable::Violations(at.into_violations())
}

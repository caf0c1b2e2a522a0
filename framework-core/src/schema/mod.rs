//! Descriptions: what the conversions say of themselves, for documentation.
//!
//! A type is described by the trait that converts it and by nothing else, so the two cannot drift apart.

mod description;
mod members;

pub use description::{BodyDescription, Description, ParameterDescription, ResponseDescription};
pub(crate) use description::{WantedCaptures, WantedComponent};
pub(crate) use members::{has_file, members};

use std::{any::type_name, collections::BTreeMap};

use serde_json::{Map, Value, json};

/// A JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it).
pub type Schema = Map<String, Value>;

/// The named schemas that descriptions refer to.
#[derive(Debug, Default)]
pub struct Schemas {
    named: BTreeMap<String, Schema>,
    names: BTreeMap<&'static str, String>,
}

impl Schemas {
    /// Defines `T` under `name`, once, and gives the reference to it.
    ///
    /// `write` may refer to `T` again: recursion ends here. Another type of the same name is given a longer one,
    /// from its module path.
    pub fn define<T: ?Sized>(&mut self, name: &str, write: impl FnOnce(&mut Schemas) -> Schema) -> Schema {
        let path = type_name::<T>();
        let name = match self.names.get(path) {
            Some(name) => name.clone(),
            None => {
                let name = self.free_name(name, path);
                self.names.insert(path, name.clone());
                self.named.insert(name.clone(), Schema::new());
                let schema = write(self);
                self.named.insert(name.clone(), schema);
                name
            }
        };
        object(json!({ "$ref": format!("#/components/schemas/{name}") }))
    }

    /// The schema that a reference of [`define`](Schemas::define) stands for; any other schema is itself.
    #[must_use]
    pub fn resolve(&self, schema: &Schema) -> Schema {
        let reference = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
        reference.and_then(|name| self.named.get(name)).unwrap_or(schema).clone()
    }

    fn free_name(&self, name: &str, path: &str) -> String {
        let short = readable(name, path);
        if self.named.contains_key(&short) { allowed(path) } else { short }
    }

    /// All of them, by name.
    #[must_use]
    pub fn into_named(self) -> BTreeMap<String, Schema> {
        self.named
    }
}

/// `Page<alloc::vec::Vec<app::User>>` becomes `Page_Vec_User`; a plain type keeps its name.
fn readable(name: &str, path: &str) -> String {
    let arguments = path.split_once('<').map_or("", |(_, arguments)| arguments);
    let arguments = arguments.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
    let arguments = arguments.filter(|argument| !argument.is_empty());
    let arguments = arguments.map(|argument| argument.rsplit("::").next().unwrap_or(argument));
    std::iter::once(name).chain(arguments).map(allowed).collect::<Vec<_>>().join("_")
}

/// OpenAPI allows letters, digits, `.`, `-` and `_` in a component's name.
fn allowed(path: &str) -> String {
    path.replace("::", ".").chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect()
}

/// The member of a schema that tells a default, which the macros write as JSON.
pub(crate) fn default_member(json: &str) -> Option<(String, Value)> {
    Some(("default".to_owned(), serde_json::from_str(json).ok()?))
}

/// The members of a JSON object literal.
pub(crate) fn object(value: Value) -> Schema {
    match value {
        Value::Object(members) => members,
        other => unreachable!("a schema is written as an object, not as {other}"),
    }
}

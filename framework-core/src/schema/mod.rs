//! Descriptions: what the conversions say of themselves, for documentation.
//!
//! A type is described by the trait that converts it and by nothing else, so the two cannot drift apart.

mod description;
mod formats;
mod forms;
mod members;
mod names;
mod security;

pub use description::{BodyDescription, Description, ParameterDescription, ResponseDescription};
pub(crate) use description::{WantedCaptures, WantedComponent};
pub(crate) use formats::{DateFormats, as_written};
pub(crate) use forms::in_form;
pub(crate) use members::{has_file, is_object, members};
pub(crate) use names::{Names, allowed, references};
pub use security::Security;

use std::{any::type_name, collections::BTreeMap};

use serde_json::{Map, Value, json};

/// A JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it).
pub type Schema = Map<String, Value>;

/// The named schemas that descriptions refer to.
#[derive(Debug, Default)]
pub struct Schemas {
    /// By the paths of their types, in the form in which references name them.
    named: BTreeMap<String, Named>,
    /// How dates are written where they are texts of their own; without, in ISO 8601.
    pub(crate) formats: DateFormats,
}

#[derive(Debug)]
struct Named {
    /// As its type is called.
    name: String,
    /// The path of its type.
    path: &'static str,
    schema: Schema,
}

impl Schemas {
    /// None so far, of an application whose dates are written like this.
    pub(crate) fn with_dates(formats: DateFormats) -> Self {
        Schemas { formats, ..Schemas::default() }
    }

    /// Defines `T` under `name`, once, and gives the reference to it.
    ///
    /// `write` may refer to `T` again: recursion ends here. In the document it bears that name, with its arguments
    /// where it is generic, and with as much of its module's path as tells it from others of the same name.
    pub fn define<T: ?Sized>(&mut self, name: &str, write: impl FnOnce(&mut Schemas) -> Schema) -> Schema {
        let path = type_name::<T>();
        let key = allowed(path);
        if !self.named.contains_key(&key) {
            let named = |schema| Named { name: name.to_owned(), path, schema };
            self.named.insert(key.clone(), named(Schema::new()));
            let schema = write(self);
            self.named.insert(key.clone(), named(schema));
        }
        object(json!({ "$ref": format!("{REFERENCE}{key}") }))
    }

    /// Defines what a named schema is in a form, and gives the reference to that; none where the name is unknown.
    fn define_form(
        &mut self,
        reference: &Schema,
        write: impl FnOnce(&Schema, &mut Schemas) -> Schema,
    ) -> Option<Schema> {
        let key = reference.get("$ref")?.as_str()?.strip_prefix(REFERENCE)?;
        let (form_key, Named { name, path, schema }) = (format!("{key}.form"), self.named.get(key)?);
        let (name, path, schema) = (format!("{name}Form"), *path, schema.clone());
        if !self.named.contains_key(&form_key) {
            let named = |schema| Named { name: name.clone(), path, schema };
            self.named.insert(form_key.clone(), named(Schema::new()));
            let schema = write(&schema, self);
            self.named.insert(form_key.clone(), named(schema));
        }
        Some(object(json!({ "$ref": format!("{REFERENCE}{form_key}") })))
    }

    /// The schema that a reference of [`define`](Schemas::define) stands for; any other schema is itself.
    #[must_use]
    pub fn resolve(&self, schema: &Schema) -> Schema {
        let reference = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix(REFERENCE));
        reference.and_then(|key| self.named.get(key)).map_or(schema, |named| &named.schema).clone()
    }

    /// All of them by the names that they bear in a document, and what renames the references to them.
    pub(crate) fn into_named(self) -> (BTreeMap<String, Schema>, Names) {
        let names = Names::of(self.named.iter().map(|(key, named)| (key.as_str(), named.name.as_str(), named.path)));
        let renamed = self.named.into_iter().map(|(key, named)| {
            let mut schema = named.schema;
            names.rename_in(&mut schema);
            (names.get(&key).to_owned(), schema)
        });
        (renamed.collect(), names)
    }
}

/// What a reference to a named schema begins with.
const REFERENCE: &str = "#/components/schemas/";

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

//! What a type is in a form, which has no word for `null`: what is missing is left out.

use serde_json::Value;

use super::{Schema, Schemas};

/// The schema of a type in a form: the same, or one of its own where `null` is somewhere in it.
pub(crate) fn in_form(schema: &Schema, schemas: &mut Schemas) -> Schema {
    let may_be_null = super::members::holds(schema, schemas, |part| part.get("type").is_some_and(|it| it == "null"));
    if may_be_null { without_null(schema, schemas) } else { schema.clone() }
}

fn without_null(schema: &Schema, schemas: &mut Schemas) -> Schema {
    if schema.contains_key("$ref") {
        let form = schemas.define_form(schema, without_null);
        return form.unwrap_or_else(|| schema.clone());
    }
    let is_null = |form: &Value| form.get("type").is_some_and(|it| it == "null");
    if let Some([only, null]) = schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice)
        && let (Value::Object(only), true) = (only, is_null(null))
    {
        let mut alone = in_form(only, schemas);
        let beside = schema.iter().filter(|(key, _)| *key != "anyOf").map(|(key, value)| (key.clone(), value.clone()));
        alone.extend(beside);
        return alone;
    }
    schema.iter().map(|(key, value)| (key.clone(), part(key, value, schemas))).collect()
}

fn part(key: &str, value: &Value, schemas: &mut Schemas) -> Value {
    match (key, value) {
        ("properties", Value::Object(properties)) => {
            properties.iter().map(|(name, schema)| (name.clone(), part("items", schema, schemas))).collect()
        }
        ("items" | "additionalProperties", Value::Object(schema)) => in_form(schema, schemas).into(),
        ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(forms)) => {
            forms.iter().map(|form| part("items", form, schemas)).collect()
        }
        (_, other) => other.clone(),
    }
}

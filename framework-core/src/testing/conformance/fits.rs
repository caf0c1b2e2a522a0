//! Whether a value is what a schema says: as much of JSON Schema as the framework writes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::schema::Schema;

/// The named schemas, to which others refer.
#[derive(Clone, Copy)]
pub(super) struct Named<'s>(pub(super) &'s BTreeMap<String, Schema>);

impl<'s> Named<'s> {
    /// What a reference stands for; any other schema is itself.
    pub(super) fn resolve<'a>(self, schema: &'a Schema) -> &'a Schema
    where
        's: 'a,
    {
        let mut schema = schema;
        // A newtype may stand for another; none for itself.
        for _ in 0..8 {
            let name = schema.get("$ref").and_then(Value::as_str).and_then(|it| it.rsplit('/').next());
            match name.and_then(|name| self.0.get(name)) {
                Some(named) => schema = named,
                None => break,
            }
        }
        schema
    }

    /// Whether a value is one. Formats are not looked at.
    pub(super) fn fits(self, schema: &Schema, value: &Value) -> bool {
        let beside = schema.contains_key("$ref");
        if beside && !self.fits_alone(self.resolve(schema), value) {
            return false;
        }
        self.fits_alone(schema, value)
    }

    fn fits_alone(self, schema: &Schema, value: &Value) -> bool {
        let forms = |key: &str| schema.get(key).and_then(Value::as_array).map(Vec::as_slice);
        let is_one = |form: &&Value| form.as_object().is_none_or(|form| self.fits(form, value));
        schema.get("type").and_then(Value::as_str).is_none_or(|kind| is_of(kind, value))
            && schema.get("const").is_none_or(|only| only == value)
            && forms("enum").is_none_or(|choices| choices.contains(value))
            && forms("allOf").is_none_or(|parts| parts.iter().all(|part| is_one(&part)))
            && forms("anyOf").is_none_or(|forms| forms.iter().any(|form| is_one(&form)))
            && forms("oneOf").is_none_or(|forms| forms.iter().filter(is_one).count() == 1)
            && schema.get("not").and_then(Value::as_object).is_none_or(|not| !self.fits(not, value))
            && match value {
                Value::String(text) => text_fits(schema, text),
                Value::Number(number) => number.as_f64().is_none_or(|number| number_fits(schema, number)),
                Value::Array(elements) => self.array_fits(schema, elements),
                Value::Object(members) => self.object_fits(schema, members),
                Value::Null | Value::Bool(_) => true,
            }
    }

    fn array_fits(self, schema: &Schema, elements: &[Value]) -> bool {
        let fits = |schema: &Value, element: &Value| schema.as_object().is_none_or(|it| self.fits(it, element));
        let first = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let is_twice = |(index, element): (usize, &Value)| elements[..index].contains(element);
        within(schema, "minItems", "maxItems", elements.len())
            && first.iter().zip(elements).all(|(schema, element)| fits(schema, element))
            && schema.get("items").is_none_or(|items| elements.iter().skip(first.len()).all(|it| fits(items, it)))
            && !(schema.get("uniqueItems") == Some(&true.into()) && elements.iter().enumerate().any(is_twice))
    }

    fn object_fits(self, schema: &Schema, members: &Map<String, Value>) -> bool {
        let properties = schema.get("properties").and_then(Value::as_object);
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let rest = schema.get("additionalProperties");
        within(schema, "minProperties", "maxProperties", members.len())
            && required.into_iter().all(|name| members.contains_key(name))
            && members.iter().all(|(name, member)| match (properties.and_then(|it| it.get(name)), rest) {
                (Some(Value::Object(schema)), _) | (None, Some(Value::Object(schema))) => self.fits(schema, member),
                (None, Some(Value::Bool(false))) => false,
                _ => true,
            })
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn text_fits(schema: &Schema, text: &str) -> bool {
    within(schema, "minLength", "maxLength", text.chars().count())
        && schema.get("pattern").and_then(Value::as_str).is_none_or(|pattern| matches(pattern, text))
}

/// Whether a regular expression is found; one that is not understood says nothing.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    framework_pattern::Search::new(pattern).is_ok_and(|search| search.is_match(text))
}

fn number_fits(schema: &Schema, number: f64) -> bool {
    let end = |key: &str| schema.get(key).and_then(Value::as_f64);
    end("minimum").is_none_or(|end| number >= end)
        && end("maximum").is_none_or(|end| number <= end)
        && end("exclusiveMinimum").is_none_or(|end| number > end)
        && end("exclusiveMaximum").is_none_or(|end| number < end)
        && end("multipleOf").is_none_or(|factor| (number / factor).fract() == 0.0)
}

fn within(schema: &Schema, least: &str, most: &str, count: usize) -> bool {
    let end = |key: &str| schema.get(key).and_then(Value::as_u64);
    end(least).is_none_or(|least| count as u64 >= least) && end(most).is_none_or(|most| count as u64 <= most)
}

//! The members of an object, wherever in its schema they are written.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Schema, Schemas, object};

/// A member of an object.
#[derive(Debug, Clone)]
pub(crate) struct MemberSchema {
    pub(crate) name: String,
    pub(crate) schema: Schema,
    pub(crate) required: bool,
}

/// A type that holds itself without a member between refers to itself for ever.
const DEEPEST: usize = 8;

/// Whether a value of a schema holds a file, which only a multipart form brings.
pub(crate) fn has_file(schema: &Schema, schemas: &Schemas) -> bool {
    holds(schema, schemas, |part| part.get("format").is_some_and(|format| format == "binary"))
}

/// Whether a part of a schema, and of all that it refers to, is such a one.
pub(super) fn holds(schema: &Schema, schemas: &Schemas, wanted: impl Fn(&Schema) -> bool + Copy) -> bool {
    fn within(
        part: &Value,
        schemas: &Schemas,
        seen: &mut BTreeSet<String>,
        wanted: impl Fn(&Schema) -> bool + Copy,
    ) -> bool {
        match part {
            Value::Object(schema) if wanted(schema) => true,
            Value::Object(schema) => match schema.get("$ref").and_then(Value::as_str) {
                Some(reference) if seen.insert(reference.to_owned()) => {
                    within(&schemas.resolve(schema).into(), schemas, seen, wanted)
                }
                Some(_) => false,
                None => schema.values().any(|part| within(part, schemas, seen, wanted)),
            },
            Value::Array(parts) => parts.iter().any(|part| within(part, schemas, seen, wanted)),
            _ => false,
        }
    }
    within(&schema.clone().into(), schemas, &mut BTreeSet::new(), wanted)
}

/// Whether a value of a schema has members, in whatever form.
pub(crate) fn is_object(schema: &Schema, schemas: &Schemas) -> bool {
    fn is_one(schema: &Schema, schemas: &Schemas, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let schema = schemas.resolve(schema);
        let forms = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
        let mut forms = forms.filter_map(Value::as_object);
        schema.get("type").is_some_and(|it| it == "object") || forms.any(|form| is_one(form, schemas, depth))
    }
    is_one(schema, schemas, DEEPEST)
}

/// All members, those of several forms together: required are those that every form requires.
pub(crate) fn members(schema: &Schema, schemas: &Schemas) -> Vec<MemberSchema> {
    within(schema, schemas, DEEPEST)
}

fn within(schema: &Schema, schemas: &Schemas, depth: usize) -> Vec<MemberSchema> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let schema = schemas.resolve(schema);
    let parts = |key: &str| {
        let parts = schema.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
        parts.map(|part| within(part, schemas, depth)).collect::<Vec<_>>()
    };
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let properties = properties.map(|(name, own)| MemberSchema {
        name: name.clone(),
        schema: own.as_object().cloned().unwrap_or_default(),
        required: required.is_some_and(|required| required.iter().any(|member| *member == name.as_str())),
    });
    let mut all: Vec<_> = properties.chain(parts("allOf").into_iter().flatten()).collect();
    for forms in [parts("oneOf"), parts("anyOf")] {
        let count = forms.len();
        let mut of_forms: Vec<(MemberSchema, usize)> = Vec::new();
        for member in forms.into_iter().flatten() {
            let times = usize::from(member.required);
            match of_forms.iter_mut().find(|(known, _)| known.name == member.name) {
                Some((known, required)) => {
                    *required += times;
                    either(&mut known.schema, &member.schema);
                }
                None => of_forms.push((member, times)),
            }
        }
        all.extend(of_forms.into_iter().map(|(member, times)| MemberSchema { required: times == count, ..member }));
    }
    all
}

/// The values of a tag are one list; of other members that differ from form to form nothing more is said.
fn either(known: &mut Schema, other: &Schema) {
    let values = |schema: &Schema| match (schema.get("const"), schema.get("enum")) {
        (Some(only), _) => Some(vec![only.clone()]),
        (None, Some(Value::Array(values))) => Some(values.clone()),
        _ => None,
    };
    if let (Some(mut values), Some(others)) = (values(known), values(other)) {
        values.extend(others);
        *known = object(json!({ "type": "string", "enum": values }));
    } else if known != other {
        known.clear();
    }
}

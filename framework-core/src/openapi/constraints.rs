//! What the constraints of a pattern say of its captures, as schemas.

use framework_pattern::{Accept, Builtin, Capture, Constraint, Pattern, Segment};
use serde_json::{Value, json};

use crate::{
    bean::Json,
    schema::{ParameterDescription, Schema, Schemas, object},
};

/// Adds what a pattern says of its captures to the parameters that take them, and a parameter for each that no argument
/// takes: OpenAPI wants every one of a path, and no other. Gives whether there are paths that it does not accept.
pub(super) fn constrain(pattern: &str, parameters: &mut Vec<ParameterDescription>) -> bool {
    let Ok(pattern) = Pattern::parse(pattern) else { return false };
    let captures: Vec<_> = captures(&pattern).collect();
    parameters.retain(|it| it.location != "path" || captures.iter().any(|(name, _)| *name == it.name));
    let mut is_selective = false;
    for (name, accept) in captures {
        let index = parameters.iter().position(|it| it.location == "path" && it.name == name).unwrap_or_else(|| {
            parameters.push(ParameterDescription::new(&name, "path", true, object(json!({ "type": "string" }))));
            parameters.len() - 1
        });
        let parameter = &mut parameters[index];
        // A captured segment is always there, whatever the type of the argument says.
        parameter.required = true;
        match accept {
            Some(Accept::Constraint(Constraint::Builtin(builtin))) => {
                builtin_constraint(*builtin, &mut parameter.schema)
            }
            Some(Accept::Constraint(Constraint::Own(name))) => {
                describe(&mut parameter.schema, &format!("Satisfies `{name}`."))
            }
            Some(Accept::Regex(regex)) => pattern_keyword(regex.text(), &mut parameter.schema),
            Some(Accept::Any) | None => {}
        }
        // No segment is empty.
        if parameter.schema.get("type").is_some_and(|it| it == "string")
            && !["pattern", "format", "enum", "minLength"].iter().any(|key| parameter.schema.contains_key(*key))
        {
            parameter.schema.insert("minLength".to_owned(), 1.into());
        }
        is_selective |= accept.is_some_and(|accept| *accept != Accept::Any);
    }
    is_selective
}

/// The path of a document: `/users/<id|int>` is `/users/{id}`.
pub(crate) fn template(pattern: &str) -> String {
    let Ok(parsed) = Pattern::parse(pattern) else { return pattern.to_owned() };
    let mut names = captures(&parsed).map(|(name, _)| name);
    let segments = parsed.segments().iter().map(|segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Capture(_) | Segment::Rest(_) => format!("{{{}}}", names.next().unwrap_or_default()),
    });
    format!("/{}", segments.collect::<Vec<_>>().join("/"))
}

/// The captures by the names that a document has for them.
fn captures(pattern: &Pattern) -> impl Iterator<Item = (String, Option<&Accept>)> {
    let captures = pattern.segments().iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Capture(Capture { name, accept }) => Some((name, Some(accept))),
        Segment::Rest(name) => Some((name, None)),
    });
    captures
        .enumerate()
        .map(|(index, (name, accept))| (name.clone().unwrap_or_else(|| format!("segment{}", index + 1)), accept))
}

fn describe(schema: &mut Schema, more: &str) {
    let text = match schema.get("description").and_then(Value::as_str) {
        Some(own) => format!("{own} {more}"),
        None => more.to_owned(),
    };
    schema.insert("description".to_owned(), text.into());
}

/// The whole segment matches.
fn pattern_keyword(regex: &str, schema: &mut Schema) {
    // Of what ECMAScript writes otherwise, or not at all, nothing is said in its language.
    if ["(?P", "(?i", "(?s", "(?m", "(?x", "(?U", "(?u", "(?R", "(?-", "\\A", "\\z", "[[:"]
        .iter()
        .any(|it| regex.contains(it))
    {
        return describe(schema, &format!("Matches `{regex}`."));
    }
    schema.insert("pattern".to_owned(), format!("^(?:{regex})$").into());
}

/// What satisfies the constraint is what the route answers, whatever more its argument would take.
fn builtin_constraint(builtin: Builtin, schema: &mut Schema) {
    let schemas = &mut Schemas::default();
    let number = match builtin {
        Builtin::U8 => u8::schema(schemas),
        Builtin::I8 => i8::schema(schemas),
        Builtin::U16 => u16::schema(schemas),
        Builtin::I16 => i16::schema(schemas),
        Builtin::U32 => u32::schema(schemas),
        Builtin::I32 => i32::schema(schemas),
        Builtin::U64 => u64::schema(schemas),
        Builtin::I64 => i64::schema(schemas),
        Builtin::U128 => u128::schema(schemas),
        Builtin::I128 => i128::schema(schemas),
        Builtin::Usize => usize::schema(schemas),
        Builtin::Isize => isize::schema(schemas),
        Builtin::F32 => f32::schema(schemas),
        Builtin::F64 => f64::schema(schemas),
        Builtin::Bool => bool::schema(schemas),
        Builtin::Date => chrono::NaiveDate::schema(schemas),
        Builtin::Time => chrono::NaiveTime::schema(schemas),
        Builtin::Uuid => object(json!({ "type": "string", "format": "uuid" })),
        Builtin::DateTime => return format_unless_there(schema, "date-time"),
        Builtin::Alpha => return pattern_keyword("[A-Za-z]+", schema),
        Builtin::Alnum => return pattern_keyword("[A-Za-z0-9]+", schema),
        Builtin::Slug => return pattern_keyword("[a-z0-9]+(?:-[a-z0-9]+)*", schema),
        Builtin::Base64 => {
            return pattern_keyword("(?:[A-Za-z0-9+_\\/-]{4})*(?:[A-Za-z0-9+_\\/-]{2,3}={0,2})?", schema);
        }
        Builtin::String => return,
    };
    let were_integers = [&*schema, &number].iter().all(|it| it.get("type").is_some_and(|it| it == "integer"));
    let (own, number) = (std::mem::take(schema), number);
    *schema = number;
    for (key, value) in own {
        match key.as_str() {
            "type" | "format" | "anyOf" => {}
            "minimum" | "maximum" if !were_integers => {}
            "minimum" if value.as_f64() < schema.get("minimum").and_then(Value::as_f64) => {}
            "maximum" if value.as_f64() > schema.get("maximum").and_then(Value::as_f64) => {}
            _ => drop(schema.insert(key, value)),
        }
    }
}

fn format_unless_there(schema: &mut Schema, format: &str) {
    schema.entry("format").or_insert_with(|| format.into());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constrained(pattern: &str, schema: Value) -> Value {
        let mut parameters = vec![ParameterDescription::new("x", "path", true, object(schema))];
        constrain(pattern, &mut parameters);
        parameters.remove(0).schema.into()
    }

    #[test]
    fn a_constraint_and_a_type_are_what_satisfies_both() {
        let text = || json!({ "type": "string" });
        let cases = [
            ("/<x>", text(), json!({ "type": "string", "minLength": 1 })),
            ("/<*x>", text(), json!({ "type": "string", "minLength": 1 })),
            ("/<x|u8>", text(), json!({ "type": "integer", "minimum": 0, "maximum": 255 })),
            (
                "/<x|u8>",
                json!({ "type": "integer", "minimum": -32768, "maximum": 32767, "description": "d" }),
                json!({ "type": "integer", "minimum": 0, "maximum": 255, "description": "d" }),
            ),
            (
                "/<x|int>",
                json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
                json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
            ),
            (
                "/<x|u8>",
                json!({ "type": "number", "format": "double" }),
                json!({ "type": "integer", "minimum": 0, "maximum": 255 }),
            ),
            ("/<x|date>", text(), json!({ "type": "string", "format": "date" })),
            ("/<x|bool>", text(), json!({ "type": "boolean" })),
            ("/<x||[a-z]+>", text(), json!({ "type": "string", "pattern": "^(?:[a-z]+)$" })),
            ("/<x||(?i)a>", text(), json!({ "type": "string", "description": "Matches `(?i)a`.", "minLength": 1 })),
            ("/<x|slug>", text(), json!({ "type": "string", "pattern": "^(?:[a-z0-9]+(?:-[a-z0-9]+)*)$" })),
            ("/<x|own>", text(), json!({ "type": "string", "description": "Satisfies `own`.", "minLength": 1 })),
        ];
        for (pattern, schema, expected) in cases {
            assert_eq!(constrained(pattern, schema), expected, "{pattern}");
        }
    }
}

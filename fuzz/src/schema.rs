//! What the OpenAPI document says of a body, so that it can be held against what the framework does.

use framework::{
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    serde_json::{Map, Number, Value},
};

/// Rules of which a schema says nothing, or says it in words that are not judged here.
pub const UNTOLD: [&str; 6] = ["custom", "email", "url", "uuid", "pattern", "key"];

/// An OpenAPI document.
pub struct Document(Value);

impl Document {
    /// As it is served.
    #[must_use]
    pub fn new(document: Value) -> Self {
        Document(document)
    }

    /// The schema of the JSON body of a `POST`.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn of_body(&self, path: &str) -> &Value {
        let schema = &self.0["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"];
        assert!(schema.is_object(), "no schema of {path}: {}", self.0["paths"][path]);
        schema
    }

    /// What a reference stands for.
    ///
    /// # Panics
    /// When it leads nowhere.
    #[must_use]
    pub fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Map<String, Value> {
        let mut schema = schema;
        while let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let pointer = reference.strip_prefix('#').expect("a reference into the document");
            schema = self.0.pointer(pointer).expect("a reference that leads somewhere");
        }
        schema.as_object().expect("a schema")
    }

    /// Whether a value is what a schema says. The numbers 0 and 1 are `switches` where they may stand for a `bool`: a member
    /// of a bean may be one, an element may not.
    #[must_use]
    pub fn fits(&self, schema: &Value, value: &Value, switches: bool) -> bool {
        let schema = self.resolved(schema);
        let all = |name: &str| schema.get(name).and_then(Value::as_array).into_iter().flatten();
        schema.get("type").and_then(Value::as_str).is_none_or(|kind| is_of(kind, schema, value, switches))
            && schema.get("const").is_none_or(|only| is_same(value, only))
            && schema
                .get("enum")
                .and_then(Value::as_array)
                .is_none_or(|choices| choices.iter().any(|choice| is_same(value, choice)))
            && schema.get("not").is_none_or(|not| !self.fits(not, value, switches))
            && all("allOf").all(|part| self.fits(part, value, switches))
            && (!schema.contains_key("anyOf") || all("anyOf").any(|form| self.fits(form, value, switches)))
            && (!schema.contains_key("oneOf")
                || all("oneOf").filter(|form| self.fits(form, value, switches)).count() == 1)
            && match value {
                Value::Object(members) => self.object_fits(schema, members, switches),
                Value::Array(elements) => self.array_fits(schema, elements, switches),
                Value::String(text) => text_fits(schema, text),
                Value::Number(number) => number_fits(schema, number),
                Value::Null | Value::Bool(_) => true,
            }
    }

    fn object_fits(&self, schema: &Map<String, Value>, members: &Map<String, Value>, switches: bool) -> bool {
        let properties = schema.get("properties").and_then(Value::as_object);
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        let more = schema.get("additionalProperties");
        let property = |name: &String| properties.and_then(|properties| properties.get(name));
        within(schema, "minProperties", "maxProperties", members.len())
            && required.filter_map(Value::as_str).all(|name| members.contains_key(name))
            && members.iter().all(|(name, value)| match (property(name), more) {
                (Some(own), _) => self.fits(own, value, switches),
                (None, Some(Value::Bool(false))) => false,
                (None, Some(more @ Value::Object(_))) => self.fits(more, value, switches),
                (None, _) => true,
            })
    }

    fn array_fits(&self, schema: &Map<String, Value>, elements: &[Value], switches: bool) -> bool {
        let own = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let is_twice = |(at, element): (usize, &Value)| elements[..at].contains(element);
        within(schema, "minItems", "maxItems", elements.len())
            && own.iter().zip(elements).all(|(own, element)| self.fits(own, element, switches))
            && schema
                .get("items")
                .is_none_or(|items| elements.iter().all(|element| self.fits(items, element, switches)))
            && !(unique && elements.iter().enumerate().any(is_twice))
    }
}

/// A number without a fraction is an integer, however it is written; far out nobody can tell any more.
fn is_of(kind: &str, schema: &Map<String, Value>, value: &Value, switches: bool) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => {
            value.is_boolean() || switches && value.as_f64().is_some_and(|number| number == 0.0 || number == 1.0)
        }
        "integer" => {
            let is_whole =
                |number: f64| number.fract() == 0.0 && (number.abs() <= 2f64.powi(53) || number.abs() >= 9.2e18);
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(is_whole)
        }
        "number" => {
            let is_single = schema.get("format").is_some_and(|format| format == "float");
            value.as_f64().is_some_and(|number| !is_single || (number as f32).is_finite())
        }
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("a type of which JSON Schema knows nothing: {kind}"),
    }
}

/// One number may be written in several ways: `0`, `-0.0`.
fn is_same(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Number(number), Value::Number(other)) => compared(number, other).is_some_and(std::cmp::Ordering::is_eq),
        _ => value == other,
    }
}

fn within(schema: &Map<String, Value>, least: &str, most: &str, length: usize) -> bool {
    let end = |name: &str| schema.get(name).and_then(Value::as_u64).map(|end| end as usize);
    end(least).is_none_or(|least| length >= least) && end(most).is_none_or(|most| length <= most)
}

fn number_fits(schema: &Map<String, Value>, number: &Number) -> bool {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let is = |end: &str, orders: &[std::cmp::Ordering]| match schema.get(end) {
        Some(Value::Number(end)) => compared(number, end).is_some_and(|order| orders.contains(&order)),
        _ => true,
    };
    is("minimum", &[Greater, Equal])
        && is("maximum", &[Less, Equal])
        && is("exclusiveMinimum", &[Greater])
        && is("exclusiveMaximum", &[Less])
}

/// Exactly where both are kept exactly; what is nearly at an end of 64 bits is beyond it.
fn compared(number: &Number, end: &Number) -> Option<std::cmp::Ordering> {
    let exact = |number: &Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match (exact(number), exact(end)) {
        (Some(number), Some(end)) => Some(number.cmp(&end)),
        (None, Some(end)) if end.unsigned_abs() > 1 << 53 => {
            let number = number.as_f64()?;
            Some(number.total_cmp(&(end as f64)).then(if number > 0.0 {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Less
            }))
        }
        _ => number.as_f64()?.partial_cmp(&end.as_f64()?),
    }
}

fn text_fits(schema: &Map<String, Value>, text: &str) -> bool {
    within(schema, "minLength", "maxLength", text.chars().count())
        && match schema.get("format").and_then(Value::as_str) {
            Some("date") => text.parse::<NaiveDate>().is_ok(),
            Some("time-local") => text.parse::<NaiveTime>().is_ok(),
            Some("date-time-local") => text.parse::<NaiveDateTime>().is_ok(),
            Some("date-time") => text.parse::<DateTime<FixedOffset>>().is_ok() || text.parse::<DateTime<Utc>>().is_ok(),
            Some("uuid") => text.parse::<uuid::Uuid>().is_ok(),
            _ => true,
        }
}

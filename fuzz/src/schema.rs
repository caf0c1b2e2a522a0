//! What the OpenAPI document says of a body, so that it can be held against what the framework does.

use framework::{
    chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime},
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

    /// Whether a value is what a schema says.
    #[must_use]
    pub fn fits(&self, schema: &Value, value: &Value) -> bool {
        let schema = self.resolved(schema);
        let all = |name: &str| schema.get(name).and_then(Value::as_array).into_iter().flatten();
        schema.get("type").and_then(Value::as_str).is_none_or(|kind| is_of(kind, schema, value))
            && schema.get("const").is_none_or(|only| value == only)
            && schema.get("enum").and_then(Value::as_array).is_none_or(|choices| choices.contains(value))
            && schema.get("not").is_none_or(|not| !self.fits(not, value))
            && all("allOf").all(|part| self.fits(part, value))
            && (!schema.contains_key("anyOf") || all("anyOf").any(|form| self.fits(form, value)))
            && (!schema.contains_key("oneOf") || all("oneOf").filter(|form| self.fits(form, value)).count() == 1)
            && match value {
                Value::Object(members) => self.object_fits(schema, members),
                Value::Array(elements) => self.array_fits(schema, elements),
                Value::String(text) => text_fits(schema, text),
                Value::Number(number) => number_fits(schema, number),
                Value::Null | Value::Bool(_) => true,
            }
    }

    fn object_fits(&self, schema: &Map<String, Value>, members: &Map<String, Value>) -> bool {
        let properties = schema.get("properties").and_then(Value::as_object);
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        let more = schema.get("additionalProperties");
        let property = |name: &String| properties.and_then(|properties| properties.get(name));
        within(schema, "minProperties", "maxProperties", members.len())
            && required.filter_map(Value::as_str).all(|name| members.contains_key(name))
            && members.iter().all(|(name, value)| match (property(name), more) {
                (Some(own), _) => self.fits(own, value),
                (None, Some(Value::Bool(false))) => false,
                (None, Some(more @ Value::Object(_))) => self.fits(more, value),
                (None, _) => true,
            })
    }

    fn array_fits(&self, schema: &Map<String, Value>, elements: &[Value]) -> bool {
        let own = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let is_twice = |(at, element): (usize, &Value)| elements[..at].contains(element);
        within(schema, "minItems", "maxItems", elements.len())
            && own.iter().zip(elements).all(|(own, element)| self.fits(own, element))
            && schema.get("items").is_none_or(|items| elements.iter().all(|element| self.fits(items, element)))
            && !(unique && elements.iter().enumerate().any(is_twice))
    }
}

/// A number that was written with a point or an exponent is no integer here, though JSON Schema takes it for one; beyond
/// 64 bits nobody can tell any more.
fn is_of(kind: &str, schema: &Map<String, Value>, value: &Value) -> bool {
    let is_beyond = |number: f64| number.fract() == 0.0 && number.abs() >= 9.2e18;
    match kind {
        "null" => value.is_null(),
        // A member may be 0 or 1 as well.
        "boolean" => value.is_boolean() || matches!(value.as_u64(), Some(0 | 1)),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(is_beyond),
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

fn within(schema: &Map<String, Value>, least: &str, most: &str, length: usize) -> bool {
    let end = |name: &str| schema.get(name).and_then(Value::as_u64).map(|end| end as usize);
    end(least).is_none_or(|least| length >= least) && end(most).is_none_or(|most| length <= most)
}

fn number_fits(schema: &Map<String, Value>, number: &Number) -> bool {
    let end = |name: &str| schema.get(name).and_then(Value::as_f64);
    // Nearly at an end of 64 bits, it is beyond it.
    let is_64_bits = schema.get("maximum").is_some_and(|end| end.is_i64() || end.is_u64());
    if schema.get("type").is_some_and(|kind| kind == "integer") && is_64_bits && number.is_f64() {
        return false;
    }
    let number = number.as_f64().unwrap_or_default();
    end("minimum").is_none_or(|end| number >= end)
        && end("maximum").is_none_or(|end| number <= end)
        && end("exclusiveMinimum").is_none_or(|end| number > end)
        && end("exclusiveMaximum").is_none_or(|end| number < end)
}

fn text_fits(schema: &Map<String, Value>, text: &str) -> bool {
    within(schema, "minLength", "maxLength", text.chars().count())
        && match schema.get("format").and_then(Value::as_str) {
            Some("date") => text.parse::<NaiveDate>().is_ok(),
            Some("time") => text.parse::<NaiveTime>().is_ok(),
            Some("date-time-local") => text.parse::<NaiveDateTime>().is_ok(),
            Some("date-time") => DateTime::parse_from_rfc3339(text).is_ok() || text.parse::<DateTime<_>>().map(|it: DateTime<framework::chrono::Utc>| it).is_ok(),
            _ => true,
        }
}

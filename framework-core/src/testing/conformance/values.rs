//! Values that a schema allows, and some that it does not: ends of ranges, odd texts, missing members.

use serde_json::{Map, Value, json};

use super::fits::{Named, matches};
use crate::schema::Schema;

/// Values of a schema.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// Allowed, the plainest first.
    pub(super) valid: Vec<Value>,
    /// Not allowed, or hardly.
    pub(super) odd: Vec<Value>,
}

/// So far in are members filled that may be missing.
const DEEPEST: usize = 3;

/// Of each kind, at most.
const MOST: usize = 24;

/// Some values of a schema.
pub(super) fn values(schema: &Schema, named: Named<'_>) -> Values {
    let mut values = of(schema, named, 0);
    values.valid.retain(|value| named.fits(schema, value));
    values.odd.retain(|value| !named.fits(schema, value));
    values
}

fn of(schema: &Schema, named: Named<'_>, depth: usize) -> Values {
    let mut values = Values::default();
    // Recursion that no schema ends, this does.
    if depth > 4 * DEEPEST {
        return values;
    }
    let schema = &together(named.resolve(schema), named);
    values.valid.extend(schema.get("default").cloned());
    values.valid.extend(schema.get("examples").and_then(Value::as_array).into_iter().flatten().cloned());
    values.valid.extend(schema.get("const").cloned());
    values.valid.extend(schema.get("enum").and_then(Value::as_array).into_iter().flatten().cloned());
    for form in ["anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten() {
        if let Value::Object(form) = form {
            let inner = of(form, named, depth + 1);
            values.valid.extend(inner.valid);
            values.odd.extend(inner.odd);
        }
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("integer") => integers(schema, &mut values),
        Some("number") => values.valid.extend([json!(0), json!(1.5), json!(-2.25), json!(1e30)]),
        Some("boolean") => values.valid.extend([json!(true), json!(false)]),
        Some("null") => values.valid.push(Value::Null),
        Some("string") => texts(schema, &mut values),
        Some("array") => arrays(schema, named, depth, &mut values),
        Some("object") => objects(schema, named, depth, &mut values),
        _ if values.valid.is_empty() => values.valid.extend([json!({ "any": [1, "text", null] }), json!("text")]),
        _ => {}
    }
    let ends =
        [json!(null), json!("no such value"), json!(-7), json!(1.5), json!(true), json!([]), json!({}), json!([[]])];
    values.odd.extend(ends);
    values.valid.truncate(MOST);
    values.odd.truncate(2 * MOST);
    values
}

/// The parts of `allOf` as one schema, as far as they are objects.
fn together(schema: &Schema, named: Named<'_>) -> Schema {
    let mut whole = schema.clone();
    let Some(Value::Array(parts)) = whole.remove("allOf") else { return whole };
    for part in parts.iter().filter_map(Value::as_object) {
        for (key, value) in together(named.resolve(part), named) {
            match (whole.get_mut(&key), value) {
                (Some(Value::Object(own)), Value::Object(more)) if key == "properties" => own.extend(more),
                (Some(Value::Array(own)), Value::Array(more)) if key == "required" => own.extend(more),
                (None, value) => drop(whole.insert(key, value)),
                _ => {}
            }
        }
    }
    whole
}

fn integers(schema: &Schema, values: &mut Values) {
    let end = |key: &str| schema.get(key).filter(|end| end.is_i64() || end.is_u64()).cloned();
    let wide = |end: &Value| end.as_i64().map(i128::from).or(end.as_u64().map(i128::from));
    let number =
        |wide: i128| i64::try_from(wide).map(Value::from).or_else(|_| u64::try_from(wide).map(Value::from)).ok();
    values.valid.extend([json!(1), json!(0), json!(2)]);
    for (key, beyond) in [("minimum", -1), ("maximum", 1), ("exclusiveMinimum", 1), ("exclusiveMaximum", -1)] {
        if let Some(end) = end(key) {
            values.odd.extend(wide(&end).and_then(|end| number(end + beyond)));
            values.valid.extend([end.clone(), wide(&end).and_then(|end| number(end - beyond)).unwrap_or(end)]);
        }
    }
    values.odd.extend([json!(u64::MAX), json!(i64::MIN), json!(1e300)]);
}

fn texts(schema: &Schema, values: &mut Values) {
    let known: &[&str] = match schema.get("format").and_then(Value::as_str) {
        Some("date") => &["2022-10-12", "0001-01-01", "9999-12-31", "2024-02-29"],
        Some("time-local") => &["12:12:12", "00:00:00", "23:59:59.999"],
        Some("date-time-local") => &["2022-10-12T12:12:12", "2024-02-29T23:59:59"],
        Some("date-time") => &["2022-10-12T12:12:12Z", "2022-10-12T12:12:12.5+02:00"],
        Some("uuid") => &["67e55044-10b1-426f-9247-bb680e5fe0c8", "00000000-0000-0000-0000-000000000000"],
        Some("email") => &["ada@example.org"],
        Some("uri" | "uri-reference") => &["https://example.org/a?b#c"],
        _ => &[
            "text", "a", "A1", "1", "12", "123", "0000", "a-b", "a.b", "AB-12", "#ff0000", "", " ", "ä😀", "产品",
            "a b", "\"<&>'", "../x", "a/b", "%41", "\u{0}", "null",
        ],
    };
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let fits = |text: &&&str| pattern.is_none_or(|pattern| matches(pattern, text));
    values.valid.extend(known.iter().filter(fits).map(|text| json!(text)));
    for (key, beyond) in [("minLength", -1), ("maxLength", 1)] {
        let Some(length) = schema.get(key).and_then(Value::as_u64).filter(|length| *length < 100_000) else { continue };
        values.valid.push("x".repeat(length as usize).into());
        values.odd.extend(length.checked_add_signed(beyond).map(|length| Value::from("x".repeat(length as usize))));
    }
    values.odd.push("x".repeat(5_000).into());
    values.odd.extend(["2022-02-30", "25:00", "no-uuid", "\u{202e}"].map(Value::from));
}

fn arrays(schema: &Schema, named: Named<'_>, depth: usize, values: &mut Values) {
    let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0) as usize;
    if let Some(Value::Array(elements)) = schema.get("prefixItems") {
        let elements = elements.iter().filter_map(Value::as_object).map(|element| of(element, named, depth + 1));
        let whole: Vec<_> = elements.filter_map(|element| element.valid.into_iter().next()).collect();
        values.odd.push(whole.iter().skip(1).cloned().collect());
        return values.valid.push(whole.into());
    }
    let element = match schema.get("items") {
        Some(Value::Object(items)) => of(items, named, depth + 1),
        _ => Values { valid: vec![json!(1), json!("text")], odd: Vec::new() },
    };
    let some = |count: usize| -> Value { element.valid.iter().cycle().take(count).cloned().collect() };
    values.valid.extend([1, least, 2, 0].map(some));
    values.valid.push(element.valid.iter().take(5).cloned().collect());
    if let Some(most) = schema.get("maxItems").and_then(Value::as_u64).filter(|most| *most < 1_000) {
        values.valid.push(some(most as usize));
        values.odd.push(some(most as usize + 1));
    }
    values.odd.extend(element.odd.iter().map(|odd| json!([odd])));
}

fn objects(schema: &Schema, named: Named<'_>, depth: usize, values: &mut Values) {
    let none = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let required: Vec<_> = schema.get("required").and_then(Value::as_array).into_iter().flatten().collect();
    let is_required = |name: &String| required.iter().any(|it| *it == name);
    let of_members: Vec<_> = properties
        .iter()
        .filter(|(name, _)| depth < DEEPEST || is_required(name))
        .filter_map(|(name, schema)| Some((name, of(schema.as_object()?, named, depth + 1))))
        .collect();
    let first = |values: &Values| values.valid.first().cloned();
    let mut all: Map<_, _> =
        of_members.iter().filter_map(|(name, values)| Some(((*name).clone(), first(values)?))).collect();
    if let Some(Value::Object(rest)) = schema.get("additionalProperties").filter(|_| depth < DEEPEST) {
        all.extend(first(&of(rest, named, depth + 1)).map(|value| ("key".to_owned(), value)));
    }
    let few: Map<_, _> =
        all.iter().filter(|(name, _)| is_required(name)).map(|(name, it)| (name.clone(), it.clone())).collect();
    values.valid.extend([all.clone().into(), few.clone().into()]);
    let with = |name: &str, value: &Value| {
        let mut object = all.clone();
        object.insert(name.to_owned(), value.clone());
        Value::Object(object)
    };
    for (name, member) in &of_members {
        values.valid.extend(member.valid.iter().skip(1).take(4).map(|value| with(name, value)));
        values.odd.extend(member.odd.iter().take(3).map(|value| with(name, value)));
        let mut without = all.clone();
        without.remove(*name);
        values.odd.push(without.into());
    }
    values.odd.push(with("no such member", &json!(1)));
}

//! The variants of an enum with data, as data: the derive writes them down, what is done with them is decided here.

use serde_json::{Map, Value, json};

use super::{At, Fields, Json, Members, bean_from_fields, bean_schema, effort::pay, examine_bean, members::described};
use crate::schema::{Schema, Schemas, object};

/// An enum with data that is a bean; `#[derive(Bean)]` implements it.
pub trait Variants {
    /// Its name, as written.
    const NAME: &'static str;
    /// Its documentation comment.
    const DESCRIPTION: &'static str;
    /// How JSON tells which variant it is.
    const TAGGING: Tagging;
    /// Whether other members are refused.
    const CLOSED: bool;
    /// Its variants, in order.
    const VARIANTS: &'static [Variant];
}

/// A struct whose members have no names; `#[derive(Bean)]` implements it.
pub trait Elements {
    /// Its name, as written.
    const NAME: &'static str;
    /// Its documentation comment.
    const DESCRIPTION: &'static str;
    /// Its members, in order.
    const ELEMENTS: &'static [Part];
}

/// How JSON tells which variant it is; serde's four ways.
#[derive(Debug, Clone, Copy)]
pub enum Tagging {
    /// `{"circle": {"radius": 1}}`, and `"point"` without data.
    External,
    /// `{"type": "circle", "radius": 1}`: the tag's name.
    Internal(&'static str),
    /// `{"type": "circle", "data": {"radius": 1}}`: the names of tag and content.
    Adjacent(&'static str, &'static str),
    /// `{"radius": 1}`: the first that fits.
    Untagged,
}

/// A variant.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The name under which it is sent.
    pub name: &'static str,
    /// The names under which it is read.
    pub reads: &'static [&'static str],
    /// Its documentation comment.
    pub description: &'static str,
    /// What it holds.
    pub content: Content,
}

/// What a variant holds.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// Nothing.
    Unit,
    /// One value, or members with names.
    One(Part),
    /// A JSON array of as many elements.
    Tuple(&'static [Part]),
}

impl Content {
    /// Whether it may be left out, where it has a place of its own.
    fn is_optional(&self) -> bool {
        match self {
            Content::Unit => true,
            Content::One(part) => part.optional,
            Content::Tuple(_) => false,
        }
    }
}

/// A type inside a variant or a tuple.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    optional: bool,
    schema: fn(&mut Schemas) -> Schema,
    examine: fn(&Value, &mut At),
    from_fields: fn(&Fields<'_>) -> Value,
}

impl Part {
    /// A value of type `T`.
    #[must_use]
    pub const fn of<T: Json>() -> Self {
        Part { optional: T::OPTIONAL, schema: T::schema, examine: T::examine, from_fields: T::from_fields }
    }

    /// The same, read by a function of the program.
    #[must_use]
    pub const fn read_by(mut self, examine: fn(&Value, &mut At)) -> Self {
        self.examine = examine;
        self
    }

    /// The members of a variant.
    #[must_use]
    pub const fn members<T: Members>() -> Self {
        Part {
            optional: false,
            schema: bean_schema::<T>,
            examine: examine_bean::<T>,
            from_fields: bean_from_fields::<T>,
        }
    }
}

/// The schema of an enum with data.
pub fn variants_schema<T: Variants>(schemas: &mut Schemas) -> Schema {
    schemas.define::<T>(T::NAME, |schemas| {
        let form = |variant: &Variant| described(form::<T>(variant, schemas), variant.description);
        let forms: Vec<_> = T::VARIANTS.iter().map(form).collect();
        // What has no tag may fit several.
        let any = if matches!(T::TAGGING, Tagging::Untagged) { "anyOf" } else { "oneOf" };
        described(object(json!({ any: forms })), T::DESCRIPTION)
    })
}

fn form<T: Variants>(variant: &Variant, schemas: &mut Schemas) -> Schema {
    let name = variant.name;
    let content = match variant.content {
        Content::Unit => None,
        Content::One(part) => Some((part.schema)(schemas)),
        Content::Tuple(parts) => Some(array_schema(parts, schemas)),
    };
    object(match (T::TAGGING, content) {
        (Tagging::External, None) => json!({ "type": "string", "const": name }),
        (Tagging::External, Some(content)) => json!({
            "type": "object", "properties": { name: content }, "required": [name], "additionalProperties": false
        }),
        (Tagging::Internal(tag), None) => tagged(tag, name),
        (Tagging::Internal(tag), Some(content)) => {
            let mut whole = schemas.resolve(&content);
            // It knows only the properties beside it.
            if whole.contains_key("additionalProperties") {
                extend(&mut whole, "properties", json!({ tag: { "const": name } }));
                extend(&mut whole, "required", json!([tag]));
                whole.into()
            } else {
                json!({ "allOf": [tagged(tag, name), content] })
            }
        }
        (Tagging::Adjacent(tag, data), content) => {
            let content = content.unwrap_or_else(|| object(json!({ "type": "null" })));
            let required = if variant.content.is_optional() { json!([tag]) } else { json!([tag, data]) };
            let properties = json!({ tag: { "const": name }, data: content });
            let mut schema = object(json!({ "type": "object", "properties": properties, "required": required }));
            if T::CLOSED {
                schema.insert("additionalProperties".to_owned(), false.into());
            }
            schema.into()
        }
        (Tagging::Untagged, None) => json!({ "type": "null" }),
        (Tagging::Untagged, Some(content)) => content.into(),
    })
}

fn tagged(tag: &str, name: &str) -> Value {
    json!({ "type": "object", "properties": { tag: { "const": name } }, "required": [tag] })
}

fn extend(schema: &mut Schema, key: &str, more: Value) {
    match (schema.get_mut(key), more) {
        (Some(Value::Object(members)), Value::Object(more)) => members.extend(more),
        (Some(Value::Array(elements)), Value::Array(more)) => elements.extend(more),
        (_, more) => drop(schema.insert(key.to_owned(), more)),
    }
}

/// The schema of a struct whose members have no names: an array whose elements have a type each.
pub fn tuple_schema<T: Elements>(schemas: &mut Schemas) -> Schema {
    schemas.define::<T>(T::NAME, |schemas| described(array_schema(T::ELEMENTS, schemas), T::DESCRIPTION))
}

fn array_schema(parts: &[Part], schemas: &mut Schemas) -> Schema {
    let elements: Vec<_> = parts.iter().map(|part| (part.schema)(schemas)).collect();
    let count = parts.len();
    object(json!({ "type": "array", "prefixItems": elements, "minItems": count, "maxItems": count }))
}

/// Reports everything that keeps a value from being read as such a tuple.
pub fn examine_tuple<T: Elements>(value: &Value, at: &mut At) {
    examine_elements(T::ELEMENTS, value, at);
}

fn examine_elements(parts: &[Part], value: &Value, at: &mut At) {
    match value {
        Value::Array(elements) if elements.len() == parts.len() => {
            for (index, (part, element)) in parts.iter().zip(elements).enumerate() {
                at.inside(&index.to_string(), |at| (part.examine)(element, at));
            }
        }
        Value::Array(_) => at.violation("length", format!("expected {} elements", parts.len())),
        other => at.mismatch(other, "an array"),
    }
}

/// Reports everything that keeps a value from being read as an enum with data, inside the variant that it names.
pub fn examine_variants<T: Variants>(value: &Value, at: &mut At) {
    match T::TAGGING {
        Tagging::External => external(T::VARIANTS, value, at),
        Tagging::Internal(tag) => at.object(value, |members, at| {
            if let Some(variant) = named(T::VARIANTS, tag, members, at)
                && let Content::One(part) = variant.content
            {
                let others = members.iter().filter(|(name, _)| *name != tag);
                let others = others.map(|(name, value)| (name.clone(), value.clone())).collect();
                (part.examine)(&Value::Object(others), at);
            }
        }),
        Tagging::Adjacent(tag, data) => at.object(value, |members, at| {
            if let Some(variant) = named(T::VARIANTS, tag, members, at) {
                match members.get(data) {
                    Some(value) => at.inside(data, |at| examine_content(variant, value, at)),
                    None if variant.content.is_optional() => {}
                    None => at.inside(data, |at| at.violation("required", "is missing")),
                }
            }
            for name in members.keys().filter(|name| T::CLOSED && *name != tag && *name != data) {
                at.inside(name, |at| at.violation("unknown", "is not known"));
            }
        }),
        Tagging::Untagged => untagged(T::VARIANTS, value, at),
    }
}

fn external(variants: &[Variant], value: &Value, at: &mut At) {
    match value {
        Value::String(name) => match find(variants, name) {
            Some(Variant { content: Content::Unit, .. }) => {}
            Some(_) => at.violation("type", format!("expected an object with the member {name}")),
            None => none_of(variants, at),
        },
        Value::Object(members) => {
            let mut known = members.iter().filter_map(|(name, value)| Some((name, find(variants, name)?, value)));
            match (known.next(), known.next()) {
                (Some((name, variant, value)), None) if members.len() == 1 || at.is_among() => {
                    at.inside(name, |at| examine_content(variant, value, at));
                }
                (None, _) if members.len() == 1 => none_of(variants, at),
                _ => at.violation("type", format!("expected one member, one of {}", names(variants))),
            }
        }
        other => at.mismatch(other, "text or an object"),
    }
}

/// The variant that the tag names; that it names none is reported.
fn named<'v>(variants: &'v [Variant], tag: &str, members: &Map<String, Value>, at: &mut At) -> Option<&'v Variant> {
    let value = members.get(tag);
    let variant = value.and_then(Value::as_str).and_then(|name| find(variants, name));
    if variant.is_none() {
        at.inside(tag, |at| match value {
            None => at.violation("required", "is missing"),
            Some(Value::String(_)) => none_of(variants, at),
            Some(other) => at.mismatch(other, "text"),
        });
    }
    variant
}

/// Reports what is wrong with the variant that was most likely meant: the only one that is of the right kind as a
/// whole, or has the fewest mistakes.
fn untagged(variants: &[Variant], value: &Value, at: &mut At) {
    // Which variant is meant is not known for certain, so its rules are left to the value that reads.
    if at.looks_for_rules() {
        return;
    }
    let mut best: Option<At> = None;
    let mut tie = false;
    for variant in variants.iter().filter(|variant| !variant.reads.is_empty()) {
        let Some(mut probe) = at.probe() else { return };
        examine_content(variant, value, &mut probe);
        if probe.is_empty() {
            return;
        }
        let order = best.as_ref().map(|best| probe.badness(at).cmp(&best.badness(at)));
        match order {
            None | Some(std::cmp::Ordering::Less) => (best, tie) = (Some(probe), false),
            Some(std::cmp::Ordering::Equal) => tie = true,
            Some(std::cmp::Ordering::Greater) => {}
        }
    }
    match best {
        Some(best) if !tie => at.absorb(best),
        _ => at.violation("type", "fits none of the forms that are allowed here"),
    }
}

fn examine_content(variant: &Variant, value: &Value, at: &mut At) {
    match variant.content {
        Content::Unit if value.is_null() => {}
        Content::Unit => at.mismatch(value, "null"),
        Content::One(part) => (part.examine)(value, at),
        Content::Tuple(parts) => examine_elements(parts, value, at),
    }
}

/// What the fields of a form or a query string stand for, as JSON of an enum with data.
#[must_use]
pub fn variants_from_fields<T: Variants>(fields: &Fields<'_>) -> Value {
    let tagged = |tag: &str| fields.member(tag).text().and_then(|name| find(T::VARIANTS, name));
    let mut object = Map::new();
    match T::TAGGING {
        Tagging::External if fields.text().is_some() => return fields.own_value(),
        Tagging::External => {
            for (name, variant) in T::VARIANTS.iter().flat_map(|it| it.reads.iter().map(move |name| (*name, it))) {
                object.extend(content_from_fields(variant, &fields.member(name)).map(|it| (name.to_owned(), it)));
            }
        }
        Tagging::Internal(tag) => {
            if let Some(Variant { content: Content::One(part), .. }) = tagged(tag)
                && let Value::Object(members) = (part.from_fields)(&fields.without(std::iter::once(tag)))
            {
                object = members;
            }
            object.extend(fields.member(tag).text().map(|name| (tag.to_owned(), name.into())));
        }
        Tagging::Adjacent(tag, content) => {
            let value = tagged(tag).and_then(|variant| content_from_fields(variant, &fields.member(content)));
            object.extend(value.map(|value| (content.to_owned(), value)));
            object.extend(fields.member(tag).text().map(|name| (tag.to_owned(), name.into())));
        }
        Tagging::Untagged if !pay(fields.size()) => {}
        Tagging::Untagged => {
            let values = T::VARIANTS.iter().map(|variant| (variant, content_from_fields(variant, fields)));
            let values = values.filter_map(|(variant, value)| Some((variant, value.filter(is_something)?)));
            let mut values: Vec<_> = values.collect();
            // Of several texts, what is no list would take the first and lose the others.
            let are_several = fields.elements().is_some_and(|elements| elements.len() > 1);
            values.sort_by_key(|(_, value)| are_several && !value.is_array());
            let fits = |(variant, value): &&(&Variant, Value)| {
                let mut at = At::default();
                examine_content(variant, value, &mut at);
                at.is_empty()
            };
            let value = values.iter().find(fits).or(values.first()).map(|(_, value)| value.clone());
            return value.unwrap_or(Value::Object(object));
        }
    }
    Value::Object(object)
}

/// Whether anything was sent for it.
fn is_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(elements) => elements.iter().any(is_something),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

fn content_from_fields(variant: &Variant, fields: &Fields<'_>) -> Option<Value> {
    if fields.is_empty() {
        return None;
    }
    Some(match variant.content {
        Content::Unit => fields.own_value(),
        Content::One(part) => (part.from_fields)(fields),
        Content::Tuple(parts) => elements_from_fields(parts, fields),
    })
}

/// What the fields of a form or a query string stand for, as JSON of a tuple: `pair[0]=a&pair[1]=b`.
#[must_use]
pub fn tuple_from_fields<T: Elements>(fields: &Fields<'_>) -> Value {
    elements_from_fields(T::ELEMENTS, fields)
}

fn elements_from_fields(parts: &[Part], fields: &Fields<'_>) -> Value {
    let element = |(index, part): (usize, &Part)| (part.from_fields)(&fields.member(&index.to_string()));
    parts.iter().enumerate().map(element).collect()
}

fn find<'v>(variants: &'v [Variant], name: &str) -> Option<&'v Variant> {
    variants.iter().find(|variant| variant.reads.contains(&name))
}

fn none_of(variants: &[Variant], at: &mut At) {
    at.violation("one_of", format!("expected one of {}", names(variants)));
}

fn names(variants: &[Variant]) -> String {
    variants.iter().filter_map(|variant| variant.reads.first().copied()).collect::<Vec<_>>().join(", ")
}

//! Lists, maps, options and pointers inside JSON.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque},
    hash::BuildHasher,
};

use serde::Serialize;
use serde_json::{Value, json};

use super::{At, Fields, Json, JsonBody, JsonKey};
use crate::schema::{Schema, Schemas, object};

macro_rules! lists {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> Json for $type {
            const PARTS: bool = true;
            const BEANS: bool = T::BEANS;
            const RULES: bool = T::BEANS;

            fn schema(schemas: &mut Schemas) -> Schema {
                object(json!({ "type": "array", "items": T::schema(schemas) }))
            }

            fn examine(value: &Value, at: &mut At) {
                at.elements::<T>(value);
            }

            fn validate(&self, at: &mut At) {
                validate_each(self.iter(), at);
            }

            fn from_fields(fields: &Fields<'_>) -> Value {
                each::<T>(fields)
            }
        }
    )*};
}

lists!(
    [T: Json] Vec<T>,
    [T: Json] VecDeque<T>,
    [T: Json] LinkedList<T>,
    [T: Json] Box<[T]>,
    [T: Json] &[T],
    [T: Json] BTreeSet<T>,
    [T: Json, S: BuildHasher] HashSet<T, S>,
);

impl<T: Json, const N: usize> Json for [T; N]
where
    [T; N]: Serialize, // serde has it up to 32 elements
{
    const PARTS: bool = true;
    const BEANS: bool = T::BEANS;
    const RULES: bool = T::BEANS;

    fn schema(schemas: &mut Schemas) -> Schema {
        object(json!({ "type": "array", "items": T::schema(schemas), "minItems": N, "maxItems": N }))
    }

    fn examine(value: &Value, at: &mut At) {
        match value.as_array() {
            Some(elements) if elements.len() != N => at.violation("length", format!("expected {N} elements")),
            _ => at.elements::<T>(value),
        }
    }

    fn validate(&self, at: &mut At) {
        validate_each(self.iter(), at);
    }

    fn from_fields(fields: &Fields<'_>) -> Value {
        each::<T>(fields)
    }
}

impl<T: Json> JsonBody for VecDeque<T> {}
impl<T: Json> JsonBody for LinkedList<T> {}
impl<T: Json> JsonBody for &[T] {}
impl<T: Json> JsonBody for BTreeSet<T> {}
impl<T: Json, S: BuildHasher> JsonBody for HashSet<T, S> {}

impl<T: Json> JsonBody for Box<[T]> {}
impl<T: Json, const N: usize> JsonBody for [T; N] where [T; N]: Serialize {}

impl<T: Json> JsonBody for Vec<T> {
    fn into_document(self) -> serde_json::Result<Vec<u8>> {
        T::into_octets(self).or_else(|list| serde_json::to_vec(&list))
    }
}

fn validate_each<'a, T: Json + 'a>(elements: impl Iterator<Item = &'a T>, at: &mut At) {
    // Whether the element itself has rules is asked here and not in the constant: it may contain the list.
    if T::RULES {
        for (index, element) in elements.enumerate() {
            at.within(|| index.to_string().into(), |at| element.validate(at));
        }
    }
}

/// A key as serde writes it.
fn key_text<K: JsonKey>(key: &K) -> Cow<'static, str> {
    match serde_json::to_value(key) {
        Ok(Value::String(text)) => text.into(),
        Ok(other) => other.to_string().into(),
        Err(_) => Cow::Borrowed(""),
    }
}

fn each<T: Json>(fields: &Fields<'_>) -> Value {
    match fields.elements() {
        Some(elements) => elements.iter().map(T::from_fields).collect(),
        None => fields.own_value(),
    }
}

macro_rules! maps {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> Json for $type {
            const OPEN: bool = true;
            const PARTS: bool = true;
            const BEANS: bool = V::BEANS;
            const RULES: bool = V::BEANS;

            fn schema(schemas: &mut Schemas) -> Schema {
                object(json!({ "type": "object", "additionalProperties": V::schema(schemas) }))
            }

            fn examine(value: &Value, at: &mut At) {
                at.entries::<K, V>(value);
            }

            fn validate(&self, at: &mut At) {
                if V::RULES {
                    self.iter().for_each(|(key, value)| at.within(|| key_text(key), |at| value.validate(at)));
                }
            }

            fn from_fields(fields: &Fields<'_>) -> Value {
                if fields.is_no_object() {
                    return fields.own_value();
                }
                let entries = fields.entries(V::PARTS).into_iter();
                Value::Object(entries.map(|(key, fields)| (key.to_owned(), V::from_fields(&fields))).collect())
            }
        }

        impl<$($generics)*> JsonBody for $type {}
    )*};
}

maps!(
    [K: JsonKey, V: Json] BTreeMap<K, V>,
    [K: JsonKey, V: Json, S: BuildHasher] HashMap<K, V, S>,
);

impl<T: Json> Json for Option<T> {
    const OPTIONAL: bool = true;
    const OPEN: bool = T::OPEN;
    const PARTS: bool = T::PARTS;
    const BEANS: bool = T::BEANS;
    const RULES: bool = T::RULES;

    fn schema(schemas: &mut Schemas) -> Schema {
        object(json!({ "anyOf": [T::schema(schemas), { "type": "null" }] }))
    }

    fn examine(value: &Value, at: &mut At) {
        if !value.is_null() {
            T::examine(value, at);
        }
    }

    fn validate(&self, at: &mut At) {
        self.iter().for_each(|value| value.validate(at));
    }

    fn from_fields(fields: &Fields<'_>) -> Value {
        T::from_fields(fields)
    }
}

/// `None` is `null`: a document, whatever is inside.
impl<T: Json> JsonBody for Option<T> {}

impl<T: JsonBody> JsonBody for Box<T> {}

macro_rules! pointers {
    ($($type:ty),*) => {$(
        impl<T: Json + ?Sized> Json for $type
        where
            $type: Serialize,
        {
            const OPTIONAL: bool = T::OPTIONAL;
            const OPEN: bool = T::OPEN;
            const PARTS: bool = T::PARTS;
            const BEANS: bool = T::BEANS;
            const RULES: bool = T::BEANS;
            const FILES: bool = !T::BEANS && T::FILES;

            fn schema(schemas: &mut Schemas) -> Schema {
                T::schema(schemas)
            }

            fn examine(value: &Value, at: &mut At) {
                T::examine(value, at);
            }

            fn validate(&self, at: &mut At) {
                if T::RULES {
                    (**self).validate(at);
                }
            }

            fn from_fields(fields: &Fields<'_>) -> Value {
                T::from_fields(fields)
            }
        }
    )*};
}

pointers!(Box<T>);

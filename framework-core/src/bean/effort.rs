//! How much work a value may make.
//!
//! An enum without a tag tries its variants one after the other, and each looks at the whole value. Where several of
//! them contain the enum again, the work is multiplied with every level: some hundred bytes would keep a thread busy for
//! days. So reading has an end, which what is meant in earnest does not come near.

use std::{cell::Cell, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use super::Violation;

thread_local! {
    /// What is left, where it has an end: serde hands nothing through.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// So many times an enum without a tag may look at everything that was sent.
const TIMES: usize = 64;

/// Of what is small, more often.
const LEAST: usize = 64 * 1024;

/// Reads what has a size in bytes.
///
/// # Errors
/// It took too much.
pub(super) fn bounded<T>(size: usize, read: impl FnOnce() -> T) -> Result<T, Violation> {
    /// Puts back what was left, also when `read` panics.
    struct Before(Option<usize>);
    impl Drop for Before {
        fn drop(&mut self) {
            LEFT.set(self.0);
        }
    }
    let _before = Before(LEFT.replace(Some(size.saturating_mul(TIMES).saturating_add(LEAST))));
    let read = read();
    // What was given up inside may have become another variant.
    if LEFT.get() == Some(0) { Err(too_much()) } else { Ok(read) }
}

/// Pays for looking at so many bytes; whether that could be paid.
pub(super) fn pay(bytes: usize) -> bool {
    let left = LEFT.get().map(|left| left.saturating_sub(bytes));
    LEFT.set(left);
    left != Some(0)
}

#[cold]
fn too_much() -> Violation {
    let message = "fits too many forms that are allowed here, one inside the other".to_owned();
    Violation { pointer: String::new(), rule: "depth", message, found: None }
}

/// The size of a value, roughly that of its text.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
        Value::String(text) => 1 + text.len(),
        Value::Array(elements) => elements.iter().map(size).sum::<usize>() + 1,
        Value::Object(members) => members.iter().map(|(name, value)| 1 + name.len() + size(value)).sum::<usize>() + 1,
    }
}

/// A deserializer for an enum without a tag: what it looks at is paid for.
#[derive(Debug)]
pub struct Paid<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Paid<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(Paid(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

macro_rules! visits {
    ($($visit:ident $type:ty: |$value:ident| $size:expr;)*) => {$(
        fn $visit<E: Error>(self, $value: $type) -> Result<V::Value, E> {
            paid($size)?;
            self.0.$visit($value)
        }
    )*};
}

fn paid<E: Error>(bytes: usize) -> Result<(), E> {
    if pay(bytes) { Ok(()) } else { Err(E::custom("takes too long")) }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Paid<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    visits! {
        visit_bool bool: |value| 1;
        visit_i8 i8: |value| 1;
        visit_i16 i16: |value| 1;
        visit_i32 i32: |value| 1;
        visit_i64 i64: |value| 1;
        visit_i128 i128: |value| 1;
        visit_u8 u8: |value| 1;
        visit_u16 u16: |value| 1;
        visit_u32 u32: |value| 1;
        visit_u64 u64: |value| 1;
        visit_u128 u128: |value| 1;
        visit_f32 f32: |value| 1;
        visit_f64 f64: |value| 1;
        visit_char char: |value| 1;
        visit_str &str: |value| 1 + value.len();
        visit_borrowed_str &'de str: |value| 1 + value.len();
        visit_string String: |value| 1 + value.len();
        visit_bytes &[u8]: |value| 1 + value.len();
        visit_borrowed_bytes &'de [u8]: |value| 1 + value.len();
        visit_byte_buf Vec<u8>: |value| 1 + value.len();
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        paid(1)?;
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        paid(1)?;
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Paid(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Paid(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        paid(1)?;
        self.0.visit_seq(Paid(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        paid(1)?;
        self.0.visit_map(Paid(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(data)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Paid<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Paid(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Paid<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(Paid(seed))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Paid(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Paid<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Paid(deserializer))
    }
}

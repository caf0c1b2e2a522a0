//! What serde would read otherwise than JSON says it: a struct from an array, `null` as if it were missing, and, the
//! other way round, a number for a `bool`.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeSeed, EnumAccess, Error, MapAccess, Unexpected, VariantAccess, Visitor},
};
use serde_json::Value;

use super::{At, Fields, Json};
use crate::schema::{Schema, Schemas};

/// A deserializer out of which members with names come from an object alone: serde takes an array too, in the order
/// in which they are declared.
///
/// A format that no human reads writes structs as sequences, and is left alone.
#[derive(Debug)]
pub struct Objects<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if self.0.is_human_readable() {
            self.0.deserialize_any(Object(visitor))
        } else {
            self.0.deserialize_any(visitor)
        }
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if self.0.is_human_readable() {
            self.0.deserialize_struct(name, fields, Object(visitor))
        } else {
            self.0.deserialize_struct(name, fields, visitor)
        }
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if self.0.is_human_readable() {
            self.0.deserialize_enum(name, variants, Object(visitor))
        } else {
            self.0.deserialize_enum(name, variants, visitor)
        }
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct identifier ignored_any
    }
}

/// Around a visitor, the access to an enum, and that to its variant: objects alone get through.
struct Object<T>(T);

impl<'de, V: Visitor<'de>> Visitor<'de> for Object<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(map)
    }

    #[inline]
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Object(data))
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Object<A> {
    type Error = A::Error;
    type Variant = Object<A::Variant>;

    #[inline]
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        self.0.variant_seed(seed).map(|(name, variant)| (name, Object(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Object<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(length, visitor)
    }

    #[inline]
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, Object(visitor))
    }
}

/// Reads what is there, be it `null`: an `Option<Option<T>>` is `None` only where it is missing.
///
/// # Errors
/// It cannot be read.
#[inline]
pub fn told<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What stands for an optional member that is missing; serde's own `default` would ask the type's parameters for theirs.
#[must_use]
pub fn missing<T>() -> Option<T> {
    None
}

/// Whether an `Option<Option<T>>` is left out when it is sent, as it was when it came.
pub fn untold<T>(value: &Option<T>) -> bool {
    value.is_none()
}

/// A member of type `bool`, for which the numbers 0 and 1 may stand.
#[derive(Debug, Serialize)]
pub struct Truth(bool);

impl<'de> Deserialize<'de> for Truth {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Other formats cannot tell what comes.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(TruthVisitor).map(Truth)
        } else {
            bool::deserialize(deserializer).map(Truth)
        }
    }
}

struct TruthVisitor;

impl Visitor<'_> for TruthVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        match value {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(E::invalid_value(Unexpected::Unsigned(other), &self)),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        match u64::try_from(value) {
            Ok(value) => self.visit_u64(value),
            Err(_) => Err(E::invalid_value(Unexpected::Signed(value), &self)),
        }
    }
}

impl Json for Truth {
    fn schema(schemas: &mut Schemas) -> Schema {
        bool::schema(schemas)
    }

    fn examine(value: &Value, at: &mut At) {
        if Truth::deserialize(value).is_err() {
            bool::examine(value, at);
        }
    }

    fn from_fields(fields: &Fields<'_>) -> Value {
        bool::from_fields(fields)
    }
}

/// A `bool`, or an `Option` of it, as a member.
pub trait Switch: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// It is none.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl Switch for bool {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Truth::deserialize(deserializer).map(|Truth(value)| value)
    }
}

impl Switch for Option<bool> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<Truth>::deserialize(deserializer)?;
        Ok(read.map(|Truth(value)| value))
    }
}

impl Switch for Option<Option<bool>> {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Switch::read(deserializer).map(Some)
    }
}

/// Reads a member of type `bool`.
///
/// # Errors
/// It is none.
#[inline]
pub fn switch<'de, D: Deserializer<'de>, T: Switch>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// What a bean that is only read answers to being sent.
///
/// # Errors
/// Always.
pub fn never_sent<S: serde::Serializer>(name: &str) -> Result<S::Ok, S::Error> {
    Err(serde::ser::Error::custom(format_args!("`{name}` is never sent: it is marked `#[bean(input)]`")))
}

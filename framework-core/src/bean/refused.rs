//! What a bean cannot hold in one place, though it is JSON. The derive asks a method of [`Nested`], which is there only for
//! what is refused, and its bound says why; for all else `OtherwiseNested` has a method that does nothing.

use std::collections::{BTreeSet, HashSet, VecDeque};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use super::Nested;

/// A bean that is read and never sent, or what holds one; `#[bean(input)]` implements it.
pub trait OnlyRead {}

/// What can be sent, too; nothing that is [`OnlyRead`] implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent",
    label = "is never written as JSON",
    note = "drop `#[bean(input)]` where it stands, or mark the bean that holds it, too"
)]
pub trait Sent {}

/// What has no members with names: a number, a text, a list.
pub trait Nameless {}

/// What has members with names; nothing that is [`Nameless`] implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no members with names",
    label = "not a bean with named members, and no map",
    note = "only what has named members is flattened, or stands in a variant beside its tag; otherwise drop `flatten`, or write a variant with named members or `#[serde(tag = \"…\", content = \"…\")]`"
)]
pub trait Named {}

macro_rules! nameless {
    ($($type:ty)*) => {$(
        impl Nameless for $type {}
    )*};
}

nameless!(bool char String i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);
nameless!(NaiveDate NaiveTime NaiveDateTime);

impl<Z: chrono::TimeZone> Nameless for DateTime<Z> {}
impl<T> Nameless for Vec<T> {}
impl<T> Nameless for VecDeque<T> {}
impl<T> Nameless for BTreeSet<T> {}
impl<T, S> Nameless for HashSet<T, S> {}
impl<T: Nameless> Nameless for Option<T> {}
impl<T: Nameless> Nameless for Box<T> {}

impl<T: OnlyRead> OnlyRead for Vec<T> {}
impl<T: OnlyRead> OnlyRead for Option<T> {}
impl<T: OnlyRead> OnlyRead for Box<T> {}

impl<T: OnlyRead> Nested<'_, T> {
    /// It can be sent, which is asked of it here alone.
    #[must_use]
    #[inline]
    pub fn sent(self) -> Self
    where
        T: Sent,
    {
        self
    }
}

impl<T: Nameless> Nested<'_, T> {
    /// It has members with names, which is asked of it here alone.
    #[must_use]
    #[inline]
    pub fn named(self) -> Self
    where
        T: Named,
    {
        self
    }
}

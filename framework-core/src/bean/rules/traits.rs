//! Which types have which rules. A trait decides, never the spelling of a type; what is optional has the rules of what
//! it holds, and `None` breaks none.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque},
    fmt::Display,
    hash::Hash,
};

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use serde::Serialize;

use super::amounts::Unit;

/// A type with a length.
#[diagnostic::on_unimplemented(
    message = "the rule `length` is not for `{Self}`",
    label = "`{Self}` has no length",
    note = "text, lists, sets and maps have one; for a number write `range(…)`, for a file a function: `custom = …`"
)]
pub trait HasLength {
    /// What is counted.
    const UNIT: Unit;

    /// The length, unless there is nothing.
    fn length(&self) -> Option<usize>;
}

/// A type whose values are in order.
#[diagnostic::on_unimplemented(
    message = "the rule `range` is not for `{Self}`",
    label = "`range` does not know `{Self}`",
    note = "numbers, and dates of chrono, have a range; for text, lists, sets and maps write `length(…)`",
    note = "for any other type write `custom = function`, where `fn function(value: &{Self}) -> Result<(), &'static str>`"
)]
pub trait Ranged {
    /// What stands at the ends.
    type Bound: PartialOrd + Display;

    /// What is compared, unless there is nothing.
    fn value(&self) -> Option<Self::Bound>;
}

/// What may stand at the ends of a range: values of the type that has the range.
#[diagnostic::on_unimplemented(
    message = "the ends of this range are `{Self}`, and the member is `{B}`",
    label = "not of the member's type",
    note = "write ends of type `{B}`: `0.0` is a float, `0` an integer"
)]
pub trait EndOf<B> {
    /// The end.
    fn end(self) -> B;
}

#[diagnostic::do_not_recommend]
impl<B> EndOf<B> for B {
    fn end(self) -> B {
        self
    }
}

/// A type that is text.
#[diagnostic::on_unimplemented(
    message = "a rule about text is not for `{Self}`",
    label = "`{Self}` is no text",
    note = "`pattern`, `email`, `url` and `uuid` are for `String` and other text; for the elements of a list write `each(…)`"
)]
pub trait IsText {
    /// The text, unless there is nothing.
    fn text(&self) -> Option<&str>;
}

/// A type that may be one of a few values.
#[diagnostic::on_unimplemented(
    message = "the rule `one_of` is not for `{Self}`",
    label = "`{Self}` is no text and no integer",
    note = "text, characters and integers may be one of a few; for the elements of a list write `each(…)`"
)]
pub trait Choices {
    /// How a choice is written.
    type Choice: Display + Serialize;

    /// Whether it is one of them.
    fn is_one_of(&self, choices: &[Self::Choice]) -> bool;
}

/// A list whose elements can be compared quickly, however many a visitor sends.
#[diagnostic::on_unimplemented(
    message = "the rule `unique` is not for `{Self}`",
    label = "`{Self}` is no list",
    note = "lists may be unique; a set is so already"
)]
pub trait Unique {
    /// Whether no two elements are equal.
    fn is_unique(&self) -> bool;
}

/// What can be compared with many others at once.
#[diagnostic::on_unimplemented(
    message = "the rule `unique` is not for elements of type `{Self}`",
    label = "`{Self}` is not `Hash + Eq`",
    note = "derive `Hash`, `PartialEq` and `Eq` for it, or write `custom = function`"
)]
pub trait Comparable {
    #[doc(hidden)]
    fn none_is_twice<'a>(elements: impl Iterator<Item = &'a Self>) -> bool
    where
        Self: 'a;
}

#[diagnostic::do_not_recommend]
impl<T: Hash + Eq> Comparable for T {
    fn none_is_twice<'a>(mut elements: impl Iterator<Item = &'a Self>) -> bool
    where
        Self: 'a,
    {
        // The standard hasher: a visitor chooses the elements.
        let mut seen = HashSet::with_capacity(elements.size_hint().0);
        elements.all(|element| seen.insert(element))
    }
}

/// A list, whose elements may have rules.
#[diagnostic::on_unimplemented(
    message = "the rule `each` is not for `{Self}`",
    label = "`{Self}` is no list",
    note = "lists and sets have elements; write the rules of other members without `each`"
)]
pub trait HasElements {
    /// What it holds.
    type Element;

    /// All of them.
    fn elements(&self) -> impl Iterator<Item = &Self::Element>;
}

macro_rules! texts {
    ($($type:ty),*) => {$(
        impl HasLength for $type {
            const UNIT: Unit = Unit::Characters;

            fn length(&self) -> Option<usize> {
                Some(self.chars().count())
            }
        }

        impl IsText for $type {
            fn text(&self) -> Option<&str> {
                Some(self)
            }
        }

        impl Choices for $type {
            type Choice = &'static str;

            fn is_one_of(&self, choices: &[&'static str]) -> bool {
                choices.iter().any(|choice| **choice == **self)
            }
        }
    )*};
}

texts!(String, Box<str>, &str, Cow<'_, str>);

macro_rules! ranged {
    ($($type:ty)*) => {$(
        impl Ranged for $type {
            type Bound = $type;

            fn value(&self) -> Option<$type> {
                Some(*self)
            }
        }
    )*};
}

macro_rules! choices {
    ($($type:ty)*) => {$(
        impl Choices for $type {
            type Choice = $type;

            fn is_one_of(&self, choices: &[$type]) -> bool {
                choices.contains(self)
            }
        }
    )*};
}

ranged!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 NaiveDate NaiveTime NaiveDateTime);
choices!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize char);

macro_rules! moments {
    ($($zone:ty)*) => {$(
        impl Ranged for DateTime<$zone>
        where
            <$zone as TimeZone>::Offset: Display,
        {
            type Bound = DateTime<$zone>;

            fn value(&self) -> Option<Self::Bound> {
                Some(self.clone())
            }
        }
    )*};
}

moments!(Utc FixedOffset Local);

macro_rules! lists {
    ($($type:ident [$($more:ident)?])*) => {$(
        impl<T $(, $more)?> HasLength for $type<T $(, $more)?> {
            const UNIT: Unit = Unit::Elements;

            fn length(&self) -> Option<usize> {
                Some(self.len())
            }
        }

        impl<T $(, $more)?> HasElements for $type<T $(, $more)?> {
            type Element = T;

            fn elements(&self) -> impl Iterator<Item = &T> {
                self.iter()
            }
        }
    )*};
}

lists!(Vec[] VecDeque[] LinkedList[] BTreeSet[] HashSet[S]);

macro_rules! repeating {
    ($($type:ident)*) => {$(
        impl<T: Comparable> Unique for $type<T> {
            fn is_unique(&self) -> bool {
                T::none_is_twice(self.iter())
            }
        }
    )*};
}

repeating!(Vec VecDeque LinkedList);

impl<T: Comparable, const N: usize> Unique for [T; N] {
    fn is_unique(&self) -> bool {
        T::none_is_twice(self.iter())
    }
}

impl<T, const N: usize> HasElements for [T; N] {
    type Element = T;

    fn elements(&self) -> impl Iterator<Item = &T> {
        self.iter()
    }
}

macro_rules! maps {
    ($($type:ident [$($more:ident)?])*) => {$(
        impl<K, V $(, $more)?> HasLength for $type<K, V $(, $more)?> {
            const UNIT: Unit = Unit::Entries;

            fn length(&self) -> Option<usize> {
                Some(self.len())
            }
        }
    )*};
}

maps!(BTreeMap[] HashMap[S]);

impl<T: HasLength> HasLength for Option<T> {
    const UNIT: Unit = T::UNIT;

    fn length(&self) -> Option<usize> {
        self.as_ref()?.length()
    }
}

impl<T: Ranged> Ranged for Option<T> {
    type Bound = T::Bound;

    fn value(&self) -> Option<T::Bound> {
        self.as_ref()?.value()
    }
}

impl<T: IsText> IsText for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref()?.text()
    }
}

impl<T: Choices> Choices for Option<T> {
    type Choice = T::Choice;

    fn is_one_of(&self, choices: &[T::Choice]) -> bool {
        self.as_ref().is_none_or(|value| value.is_one_of(choices))
    }
}

impl<T: Unique> Unique for Option<T> {
    fn is_unique(&self) -> bool {
        self.as_ref().is_none_or(T::is_unique)
    }
}

impl<T: HasElements> HasElements for Option<T> {
    type Element = T::Element;

    fn elements(&self) -> impl Iterator<Item = &T::Element> {
        self.iter().flat_map(T::elements)
    }
}

/// What a function of the program is given: a value, or what is inside an `Option`. The inherent method is found where
/// it is one, the trait's elsewhere.
#[derive(Debug)]
pub struct Inner<'a, T>(pub &'a T);

impl<'a, T> Inner<'a, Option<T>> {
    /// What is inside.
    pub fn inner(self) -> Option<&'a T> {
        self.0.as_ref()
    }
}

/// Found where `T` is no `Option`.
pub trait OtherwiseInner<'a, T>: Sized {
    /// The value itself.
    fn inner(self) -> Option<&'a T>;
}

impl<'a, T> OtherwiseInner<'a, T> for Inner<'a, T> {
    fn inner(self) -> Option<&'a T> {
        Some(self.0)
    }
}

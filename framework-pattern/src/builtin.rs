//! The constraints that the grammar itself knows.

use std::str::FromStr;

use crate::calendar::{is_date, is_date_time, is_time};

/// A built-in constraint, one variant per meaning, in the one total order: narrower first.
///
/// [The table](crate#constraints) says what each accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table documents them")]
pub enum Builtin {
    Bool,
    Date,
    Time,
    DateTime,
    Uuid,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    Usize,
    Isize,
    U64,
    I64,
    U128,
    I128,
    F32,
    F64,
    Alpha,
    Alnum,
    Slug,
    Base64,
    String,
}

impl Builtin {
    /// Every name with its meaning: in the total order, the canonical name before its aliases.
    pub const ALL: &[(&'static str, Builtin)] = &[
        ("bool", Builtin::Bool),
        ("date", Builtin::Date),
        ("time", Builtin::Time),
        ("datetime", Builtin::DateTime),
        ("uuid", Builtin::Uuid),
        ("u8", Builtin::U8),
        ("i8", Builtin::I8),
        ("ushort", Builtin::U16),
        ("u16", Builtin::U16),
        ("short", Builtin::I16),
        ("i16", Builtin::I16),
        ("uint", Builtin::U32),
        ("u32", Builtin::U32),
        ("int", Builtin::I32),
        ("i32", Builtin::I32),
        ("usize", Builtin::Usize),
        ("isize", Builtin::Isize),
        ("ulong", Builtin::U64),
        ("ulonglong", Builtin::U64),
        ("u64", Builtin::U64),
        ("long", Builtin::I64),
        ("longlong", Builtin::I64),
        ("i64", Builtin::I64),
        ("u128", Builtin::U128),
        ("i128", Builtin::I128),
        ("float", Builtin::F32),
        ("f32", Builtin::F32),
        ("double", Builtin::F64),
        ("f64", Builtin::F64),
        ("alpha", Builtin::Alpha),
        ("alnum", Builtin::Alnum),
        ("slug", Builtin::Slug),
        ("base64", Builtin::Base64),
        ("string", Builtin::String),
    ];

    /// The constraint of that name; names are case-sensitive.
    pub fn from_name(name: &str) -> Option<Builtin> {
        let mut all = Builtin::ALL.iter();
        all.find(|(known, _)| *known == name).map(|(_, builtin)| *builtin)
    }

    /// The canonical name, under which patterns print: `int` for `i32` too.
    pub fn name(self) -> &'static str {
        let mut all = Builtin::ALL.iter();
        all.find(|(_, builtin)| *builtin == self).map_or("", |(name, _)| name)
    }

    /// Whether a decoded segment satisfies the constraint; an empty one satisfies none.
    ///
    /// ```
    /// use framework_pattern::Builtin;
    ///
    /// assert!(Builtin::I16.accepts("-32768"));
    /// assert!(!Builtin::I16.accepts("32768"));
    /// assert!(!Builtin::I16.accepts("+1"));
    /// ```
    pub fn accepts(self, segment: &str) -> bool {
        match self {
            Builtin::Bool => matches!(segment, "true" | "false" | "1" | "0" | "on" | "off"),
            Builtin::Date => is_date(segment),
            Builtin::Time => is_time(segment),
            Builtin::DateTime => is_date_time(segment),
            Builtin::Uuid => is_uuid(segment),
            Builtin::U8 => is_integer::<u8>(segment),
            Builtin::I8 => is_integer::<i8>(segment),
            Builtin::U16 => is_integer::<u16>(segment),
            Builtin::I16 => is_integer::<i16>(segment),
            Builtin::U32 => is_integer::<u32>(segment),
            Builtin::I32 => is_integer::<i32>(segment),
            Builtin::Usize => is_integer::<usize>(segment),
            Builtin::Isize => is_integer::<isize>(segment),
            Builtin::U64 => is_integer::<u64>(segment),
            Builtin::I64 => is_integer::<i64>(segment),
            Builtin::U128 => is_integer::<u128>(segment),
            Builtin::I128 => is_integer::<i128>(segment),
            Builtin::F32 => is_float(segment, f32::is_finite),
            Builtin::F64 => is_float(segment, f64::is_finite),
            Builtin::Alpha => consists_of(segment, |byte| byte.is_ascii_alphabetic()),
            Builtin::Alnum => consists_of(segment, |byte| byte.is_ascii_alphanumeric()),
            Builtin::Slug => segment.split('-').all(is_slug_word),
            Builtin::Base64 => is_base64(segment),
            Builtin::String => !segment.is_empty(),
        }
    }

    /// The scalar types to which everything that this accepts converts: `"&str"`, or a name as
    /// after the last `::` of its path; `usize` and `isize` as on 64-bit platforms.
    ///
    /// Another *scalar* type as the argument contradicts the constraint. A type of the user's
    /// own contradicts nothing: whether it converts is not known here. The same holds for every
    /// type where the list is empty, which it is for no constraint at present.
    ///
    /// ```
    /// use framework_pattern::Builtin;
    ///
    /// assert!(Builtin::I32.rust_types().contains(&"i64"));
    /// assert!(!Builtin::Uuid.rust_types().contains(&"i32"));
    /// ```
    #[rustfmt::skip] // one line a type reads as the table that it is
    pub fn rust_types(self) -> &'static [&'static str] {
        match self {
            Builtin::Bool => &["bool", "String", "&str"],
            Builtin::Date => &["NaiveDate", "String", "&str"],
            Builtin::Time => &["NaiveTime", "String", "&str"],
            Builtin::DateTime => &["NaiveDateTime", "DateTime", "String", "&str"],
            Builtin::Uuid => &["Uuid", "String", "&str"],
            Builtin::U8 => &["u8", "u16", "u32", "u64", "u128", "usize", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "String", "&str"],
            Builtin::I8 => &["i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "String", "&str"],
            Builtin::U16 => &["u16", "u32", "u64", "u128", "usize", "i32", "i64", "i128", "isize", "f32", "f64", "String", "&str"],
            Builtin::I16 => &["i16", "i32", "i64", "i128", "isize", "f32", "f64", "String", "&str"],
            Builtin::U32 => &["u32", "u64", "u128", "usize", "i64", "i128", "isize", "f32", "f64", "String", "&str"],
            Builtin::I32 => &["i32", "i64", "i128", "isize", "f32", "f64", "String", "&str"],
            Builtin::Usize | Builtin::U64 => &["usize", "u64", "u128", "i128", "f32", "f64", "String", "&str"],
            Builtin::Isize | Builtin::I64 => &["isize", "i64", "i128", "f32", "f64", "String", "&str"],
            Builtin::U128 => &["u128", "f64", "String", "&str"],
            Builtin::I128 => &["i128", "f32", "f64", "String", "&str"],
            Builtin::F32 => &["f32", "f64", "String", "&str"],
            Builtin::F64 => &["f64", "String", "&str"],
            Builtin::Alpha | Builtin::Alnum | Builtin::Slug | Builtin::Base64 | Builtin::String => &["String", "&str"],
        }
    }
}

fn is_integer<T: FromStr>(segment: &str) -> bool {
    !segment.starts_with('+') && segment.parse::<T>().is_ok()
}

/// Finite, because `inf`, `NaN` and what is out of range all parse to something that is not.
fn is_float<T: FromStr>(segment: &str, is_finite: impl Fn(T) -> bool) -> bool {
    !segment.starts_with('+') && segment.parse::<T>().is_ok_and(is_finite)
}

fn consists_of(segment: &str, is_member: impl Fn(u8) -> bool) -> bool {
    !segment.is_empty() && segment.bytes().all(is_member)
}

fn is_slug_word(word: &str) -> bool {
    consists_of(word, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn is_uuid(segment: &str) -> bool {
    let is_hexadecimal = |text: &str| consists_of(text, |byte| byte.is_ascii_hexdigit());
    let hyphened = segment.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let plain = segment.len() == 32 && is_hexadecimal(segment);
    plain || hyphened && segment.split('-').all(is_hexadecimal)
}

fn is_base64(segment: &str) -> bool {
    let data = segment.trim_end_matches('=');
    let padding = segment.len() - data.len();
    let alphabet = |extra: [u8; 2]| consists_of(data, |byte| byte.is_ascii_alphanumeric() || extra.contains(&byte));
    let is_complete = match padding {
        0 => data.len() % 4 != 1,
        1 | 2 => segment.len().is_multiple_of(4),
        _ => false,
    };
    is_complete && (alphabet(*b"+/") || alphabet(*b"-_"))
}

//! What may stand inside JSON.
//!
//! [`Json`] is the one trait: a value that serde writes, that knows its schema, and that can look through a JSON
//! value for everything that keeps it from being read. `#[derive(Bean)]` implements it for a program's own types.

mod containers;
mod converted;
mod effort;
mod examine;
mod fields;
mod members;
mod never;
mod read;
mod refused;
mod rules;
mod scalars;
mod strict;
mod twin;
mod validate;
mod variants;

pub use effort::Paid;
pub(crate) use examine::cut;
pub use examine::{At, Presence, Violation};
pub use fields::Fields;
pub(crate) use fields::{Blamed, Sent, file_number};
pub use members::{Member, Members, bean_from_fields, bean_schema, enumeration, examine_bean, have_files, have_rules};
pub(crate) use read::{Unreadable, from_fields, from_json, from_value, knows_none, whole};
pub use refused::OnlyRead;
pub use rules::{
    Choices, Comparable, EndOf, HasElements, HasLength, Inner, IsText, OtherwiseInner, OtherwiseRules, Ranged, Ruled,
    Rules, TextPattern, Unique, Unit, describe_rules,
};
pub(crate) use scalars::date_and_time;
pub use strict::{Objects, Switch, Truth, missing, never_sent, switch, told, untold};
pub use twin::{OtherwiseTwin, OwnSerde};
pub(crate) use validate::checked;
pub use validate::{Check, IntoViolations, Nested, OtherwiseNested, check_whole};
pub use variants::{
    Content, Elements, Part, Tagging, Variant, Variants, examine_tuple, examine_variants, tuple_from_fields,
    tuple_schema, variants_from_fields, variants_schema,
};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schema::{Schema, Schemas};

/// A type that can be sent as JSON: numbers, text, dates, beans, and containers of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as JSON",
    label = "not a bean",
    note = "add `#[derive(Bean)]` to `{Self}`",
    note = "a type that is not yours stands in one that is, with `FromStr` and `Display`: `#[derive(Parameter)] #[parameter(\"an amount as 1.50\", json)] struct Amount({Self});`",
    note = "or it is converted by functions of yours, `#[serde(with = \"module\")]`, or left out, `#[bean(skip)]`",
    note = "what points to something, as `Rc` and `Arc`, is written as what it holds, and an instant as chrono's `DateTime<Utc>`"
)]
pub trait Json: serde::Serialize {
    /// Whether a list of it is bytes: `u8` alone says so, and a `Vec<u8>` is sent as octets, not as a JSON array.
    const OCTETS: bool = false;

    /// Whether a bean may leave it out: `Option` says so.
    const OPTIONAL: bool = false;

    /// Whether it takes members of any name: a map says so.
    const OPEN: bool = false;

    /// Whether it has parts, which have names of their own in a form: beans, lists and maps say so.
    const PARTS: bool = false;

    /// Whether [`RULES`](Json::RULES) is to be asked of it, where it is in a list, a map or a box: it is a bean, holds one,
    /// or has rules without being one. Beans say so without a look at their members, and thereby a type that contains
    /// itself has an end.
    const BEANS: bool = false;

    /// Whether a value that was read may break a rule; of what cannot, nothing is checked.
    const RULES: bool = false;

    /// Whether none can be without a file, which a multipart form alone brings. A bean in a pointer is not looked into.
    const FILES: bool = false;

    /// Its JSON Schema.
    fn schema(schemas: &mut Schemas) -> Schema;

    /// Reports every reason why `value` cannot be read as this type.
    ///
    /// Called only after reading has failed. Required, not defaulted: a type that reported nothing would hide what
    /// its neighbours report.
    fn examine(value: &Value, at: &mut At);

    /// Reports every rule that a value breaks: its own, and those of everything in it.
    ///
    /// Called after reading has succeeded, and only where [`RULES`](Json::RULES) says that there are any.
    fn validate(&self, at: &mut At) {
        let _at = at;
    }

    /// What the fields of a form or a query string stand for, as JSON; text that does not suit the type stays text,
    /// which [`examine`](Json::examine) then reports.
    #[must_use]
    fn from_fields(fields: &Fields<'_>) -> Value {
        fields.own_value()
    }

    /// The bytes that a list of it stands for, without a copy; `u8` alone gives them.
    ///
    /// # Errors
    /// The list itself, when it is to be written as a JSON array.
    fn into_octets(list: Vec<Self>) -> Result<Vec<u8>, Vec<Self>>
    where
        Self: Sized,
    {
        Err(list)
    }

    /// The same for a list that lives as long as the program.
    fn static_octets(list: &'static [Self]) -> Option<&'static [u8]>
    where
        Self: Sized,
    {
        let _list = list;
        None
    }
}

/// A type that can be read from JSON too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a request",
    label = "is never read from JSON",
    note = "add `#[derive(Bean)]` to `{Self}`; where it is marked `#[bean(output)]`, drop that, or mark the bean that holds it, too",
    note = "what a `HashSet` or the keys of a `HashMap` are made of derives `PartialEq`, `Eq` and `Hash`, of a `BTreeSet` or a `BTreeMap` `Ord` besides"
)]
pub trait Readable: Json + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Json + DeserializeOwned> Readable for T {}

/// A value that is a whole JSON document: every [`Json`] but text, of which nobody can tell whether it is JSON already.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no JSON document",
    label = "not a bean, a container, a number or a `Value`",
    note = "text is either JSON already, then write `JsonResponse::raw(text)`, or it is to become a JSON string, then write `JsonResponse::new(serde_json::Value::from(text))`",
    note = "a type of your own needs `#[derive(Bean)]`"
)]
pub trait JsonBody: Json + Sized {
    /// The document; bytes are one already.
    ///
    /// # Errors
    /// It cannot be written.
    fn into_document(self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&self)
    }
}

/// A type that can be the key of a JSON object: text, characters, integers, dates, enums without data.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a JSON object",
    label = "not text",
    note = "keys are strings, characters, integers, dates and `#[derive(Bean)]` enums without data"
)]
pub trait JsonKey: Json {
    /// Whether a text is such a key.
    fn is_key(text: &str) -> bool;
}

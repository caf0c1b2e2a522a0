//! The program's own settings: structs that `#[derive(Settings)]` makes tables of.

use std::{any::TypeId, collections::BTreeMap, fmt, marker::PhantomData, ops::RangeBounds, str::FromStr, sync::Arc};

use super::{
    OneSetting, QuotedDefault, Source,
    known::{Apply, Known, Shape},
    written::Written,
};
use crate::context::Components;

/// A table of the program's own settings: `#[derive(Settings)]` writes it down.
pub struct SettingsTable {
    /// Its name, as `app`.
    pub name: &'static str,
    /// Which struct claims it, and where.
    pub claim: SettingsClaim,
    /// What it is found as: the struct, and an `Arc` of it.
    pub ids: fn() -> [TypeId; 2],
    /// Visits every member; where they have values, keeps the struct that is made of them.
    pub visit: fn(&mut SettingVisit<'_>, &mut Components) -> Option<()>,
    /// The module in which it stands.
    pub module: &'static str,
    /// The package that declares it.
    pub package: &'static str,
}

inventory::collect!(SettingsTable);

/// A struct that claims a table of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingsClaim {
    /// The name of the struct.
    pub name: &'static str,
    /// Its source file.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
}

impl SettingsTable {
    /// Every setting of it.
    pub(super) fn settings(&'static self) -> Vec<Known> {
        let mut settings = Vec::new();
        let mode = Mode::Describe(&mut settings, self);
        let _nothing_is_made = (self.visit)(&mut SettingVisit::root(mode), &mut Components::default());
        settings
    }

    /// Where it is declared.
    pub(super) fn source(&self) -> Source {
        Source::Declaration(self.claim.file, self.claim.line)
    }

    /// Keeps the struct that is made of these values.
    pub(super) fn make(&self, values: &BTreeMap<String, Written>, components: &mut Components) {
        let _whole = (self.visit)(&mut SettingVisit::root(Mode::Make(values)), components);
    }
}

impl fmt::Debug for SettingsTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingsTable").field("name", &self.name).field("claim", &self.claim).finish_non_exhaustive()
    }
}

/// A walk over the members of a struct: once to know them, once to make it.
pub struct SettingVisit<'v> {
    /// The table, with a dot behind.
    prefix: String,
    secret: bool,
    mode: Mode<'v>,
}

enum Mode<'v> {
    Describe(&'v mut Vec<Known>, &'static SettingsTable),
    Make(&'v BTreeMap<String, Written>),
}

impl<'v> SettingVisit<'v> {
    fn root(mode: Mode<'v>) -> Self {
        SettingVisit { prefix: String::new(), secret: false, mode }
    }

    /// The table below a member.
    #[must_use]
    pub fn below(&mut self, member: &SettingMember) -> SettingVisit<'_> {
        let mode = match &mut self.mode {
            Mode::Describe(settings, table) => Mode::Describe(settings, table),
            Mode::Make(values) => Mode::Make(values),
        };
        SettingVisit { prefix: format!("{}{}.", self.prefix, member.name), secret: self.secret || member.secret, mode }
    }

    /// A setting; gives its value where the struct is made.
    fn setting(&mut self, member: &SettingMember, shape: Shape, allowed: &str, judge: Judge) -> Option<&Written> {
        let name = format!("{}{}", self.prefix, member.name);
        let (settings, table) = match &mut self.mode {
            Mode::Make(values) => return values.get(&name),
            Mode::Describe(settings, table) => (settings, *table),
        };
        let allowed = member.allowed.unwrap_or(allowed);
        settings.push(Known {
            name,
            about: member.about.to_owned(),
            allowed: shape.allowed(allowed),
            default: default(member, shape),
            default_shown: default(member, shape).map(|default| default.to_string()),
            secret: self.secret || member.secret,
            shape,
            table: Some(table),
            apply: Apply::Own(judge),
        });
        None
    }
}

impl fmt::Debug for SettingVisit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingVisit").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

/// A default as it was declared. A setting that may be missing has one in any case.
fn default(member: &SettingMember, shape: Shape) -> Option<Written> {
    match (member.default, shape) {
        (Some([text]), Shape::One | Shape::Optional) => Some(Written::Text((*text).to_owned())),
        (Some(texts), _) => Some(Written::List(texts.iter().map(|text| (*text).to_owned()).collect())),
        (None, Shape::Optional) => Some(Written::Text("none".to_owned())),
        (None, Shape::One | Shape::List) => None,
    }
}

/// A member of a struct with `#[derive(Settings)]`, as it is declared.
#[derive(Debug)]
pub struct SettingMember {
    /// Its name.
    pub name: &'static str,
    /// Its documentation comment, in one line.
    pub about: &'static str,
    /// Its default, as one would write it: one text, or those of a list.
    pub default: Option<&'static [&'static str]>,
    /// What may be written, where its type does not say it.
    pub allowed: Option<&'static str>,
    /// Whether its value is never printed.
    pub secret: bool,
}

/// What a member of a struct with `#[derive(Settings)]` may be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a setting",
    label = "not made of a text",
    note = "derive `SettingValue` for an enum without data, `Parameter` for a type with `FromStr`; or write `#[settings(from_str = \"what may be written\")]`",
    note = "derive `Settings` for a struct that is a table of settings, with `#[settings(nested)]`",
    note = "what is borrowed must be owned, a text as `String`"
)]
pub trait Setting: Sized {
    /// One value of it.
    type Value: 'static;

    /// Makes a value, if the text stands for one.
    fn value(text: &str) -> Option<Self::Value>;

    /// Describes it, or makes it; `judge` says which of its values are good.
    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, judge: Judge) -> Option<Self>;
}

/// Whether a text stands for a value that is good.
pub type Judge = Box<dyn Fn(&str) -> bool + Send + Sync>;

#[diagnostic::do_not_recommend]
impl<T: OneSetting + 'static> Setting for T {
    type Value = T;

    fn value(text: &str) -> Option<T> {
        T::parse(text)
    }

    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, judge: Judge) -> Option<Self> {
        let written = visit.setting(member, Shape::One, T::ALLOWED, judge)?;
        T::parse(&written.to_string())
    }
}

impl<T: OneSetting + 'static> Setting for Option<T> {
    type Value = T;

    fn value(text: &str) -> Option<T> {
        T::parse(text)
    }

    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, judge: Judge) -> Option<Self> {
        let written = visit.setting(member, Shape::Optional, T::ALLOWED, judge)?;
        match written.to_string().as_str() {
            "none" => Some(None),
            text => T::parse(text).map(Some),
        }
    }
}

impl<T: OneSetting + 'static> Setting for Vec<T> {
    type Value = T;

    fn value(text: &str) -> Option<T> {
        T::parse(text)
    }

    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, judge: Judge) -> Option<Self> {
        let written = visit.setting(member, Shape::List, T::ALLOWED, judge)?;
        written.elements().into_iter().map(T::parse).collect()
    }
}

/// What `#[settings(from_str = …)]` is written for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a text",
    label = "has no `FromStr`",
    note = "implement `FromStr` for `{Self}`"
)]
pub trait WithFromStr: Sized + 'static {
    /// Makes it, if the text stands for one.
    fn made(text: &str) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: FromStr + 'static> WithFromStr for T {
    fn made(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// A setting that is made of its text by `FromStr`.
#[derive(Debug)]
pub struct FromStrSetting<T>(pub T);

impl<T: WithFromStr> super::SettingValue for FromStrSetting<T> {
    const ALLOWED: &'static str = "a text"; // each member says what

    fn parse(text: &str) -> Option<Self> {
        T::made(text).map(FromStrSetting)
    }
}

/// What a table has no value of.
#[derive(Debug)]
pub enum NoValue {}

/// A range of numbers that a setting may be.
#[diagnostic::on_unimplemented(
    message = "a setting that is a `{V}` has no range of numbers",
    label = "a range of other values",
    note = "drop `range`, or write numbers of its type"
)]
pub trait Bounds<V>: Send + Sync + 'static {
    /// Whether a value is within.
    fn holds(&self, value: &V) -> bool;
}

#[diagnostic::do_not_recommend]
impl<V: PartialOrd, R: RangeBounds<V> + Send + Sync + 'static> Bounds<V> for R {
    fn holds(&self, value: &V) -> bool {
        self.contains(value)
    }
}

/// A member of type `T`, about to be visited; so shaped that a type which cannot be a setting gives exactly one error.
pub struct Visitable<T> {
    judge: Option<Judge>,
    made: PhantomData<fn() -> T>,
}

/// A member of type `T`. The one place that demands the bound.
#[must_use]
pub fn setting<T: Setting>() -> Visitable<T> {
    Visitable { judge: None, made: PhantomData }
}

/// What takes several values, and so a list as its default.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list, and its default is one",
    label = "takes one value",
    note = "drop the brackets of the default, or take a `Vec`"
)]
pub trait ListSetting: Setting {}

impl<T: OneSetting + 'static> ListSetting for Vec<T> {}

/// A member of type `T` whose default is a list. The one place that demands the bound.
#[must_use]
pub fn list_setting<T: ListSetting>() -> Visitable<T> {
    setting()
}

/// A member that is made of its text by `FromStr`. The one place that demands the bound.
#[must_use]
pub fn from_str_setting<T: WithFromStr>() -> Visitable<FromStrSetting<T>> {
    setting()
}

impl<T: Setting> Visitable<T> {
    /// A default, here for its type alone: it is read as every value is, from its text.
    #[must_use]
    pub fn literal(self, _: T::Value) -> Self {
        self
    }

    /// A default in quotes.
    #[must_use]
    pub fn quoted(self, _: impl QuotedDefault<T::Value>) -> Self {
        self
    }

    /// A rule.
    #[must_use]
    pub fn within(self, range: impl Bounds<T::Value>) -> Self {
        let judge: Judge = Box::new(move |text| T::value(text).is_some_and(|value| range.holds(&value)));
        Visitable { judge: Some(judge), ..self }
    }

    /// Describes it, or makes it.
    pub fn visit(self, visit: &mut SettingVisit<'_>, member: &SettingMember) -> Option<T> {
        let judge = self.judge.unwrap_or_else(|| Box::new(|text| T::value(text).is_some()));
        T::visit(visit, member, judge)
    }
}

/// Found where `T` cannot be a setting; [`setting`] has already said so.
pub trait OtherwiseVisit<T>: Sized {
    /// Never called.
    #[must_use]
    fn literal<V>(self, _: V) -> Self {
        self
    }

    /// Never called.
    #[must_use]
    fn quoted<Q>(self, _: Q) -> Self {
        self
    }

    /// Never called.
    #[must_use]
    fn within<R>(self, _: R) -> Self {
        self
    }

    /// Never called.
    fn visit(self, _: &mut SettingVisit<'_>, _: &SettingMember) -> Option<T> {
        None
    }
}

impl<T> OtherwiseVisit<T> for Visitable<T> {}

impl<T> fmt::Debug for Visitable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visitable").finish_non_exhaustive()
    }
}

/// A struct of settings, ready to be found by its type.
#[derive(Debug)]
pub struct Share<T>(pub T);

impl<T: Clone + Send + Sync + 'static> Share<T> {
    /// As itself, and in an `Arc`.
    pub fn share(self, components: &mut Components) {
        components.insert(Arc::new(self.0.clone()));
        components.insert(self.0);
    }
}

/// Found where `T` is not `Clone`.
pub trait OtherwiseShare {
    /// In an `Arc` alone.
    fn share(self, components: &mut Components);
}

impl<T: Send + Sync + 'static> OtherwiseShare for Share<T> {
    fn share(self, components: &mut Components) {
        components.insert(Arc::new(self.0));
    }
}

//! The program's own settings: structs that `#[derive(Settings)]` makes tables of.

use std::{any::TypeId, collections::BTreeMap, fmt, str::FromStr, sync::Arc};

use super::{
    OneSetting, QuotedSetting, Source,
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
    /// The struct.
    pub id: fn() -> TypeId,
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
    fn setting(
        &mut self,
        member: &SettingMember,
        shape: Shape,
        allowed: &str,
        is_value: impl Fn(&str) -> bool + Send + Sync + 'static,
    ) -> Option<&Written> {
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
            apply: Apply::Own(Box::new(is_value)),
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
    note = "derive `Settings` for a struct that is a table of settings, with `#[settings(nested)]`"
)]
pub trait Setting: Sized {
    /// One value of it.
    type Value;
    /// What its default is, for the compiler to judge its type.
    type Default;

    /// Describes it, or makes it.
    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, is_good: fn(&Self::Value) -> bool) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: OneSetting + 'static> Setting for T {
    type Value = T;
    type Default = fn() -> DefaultOf<T>;

    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, is_good: fn(&T) -> bool) -> Option<Self> {
        let written = visit.setting(member, Shape::One, T::ALLOWED, is_value(T::parse, is_good))?;
        T::parse(&written.to_string())
    }
}

impl<T: OneSetting + 'static> Setting for Option<T> {
    type Value = T;
    type Default = fn() -> DefaultOf<T>;

    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, is_good: fn(&T) -> bool) -> Option<Self> {
        let written = visit.setting(member, Shape::Optional, T::ALLOWED, is_value(T::parse, is_good))?;
        match written.to_string().as_str() {
            "none" => Some(None),
            text => T::parse(text).map(Some),
        }
    }
}

impl<T: OneSetting + 'static> Setting for Vec<T> {
    type Value = T;
    type Default = &'static [fn() -> DefaultOf<T>];

    fn visit(visit: &mut SettingVisit<'_>, member: &SettingMember, is_good: fn(&T) -> bool) -> Option<Self> {
        let written = visit.setting(member, Shape::List, T::ALLOWED, is_value(T::parse, is_good))?;
        written.elements().into_iter().map(T::parse).collect()
    }
}

fn is_value<T: 'static>(parse: fn(&str) -> Option<T>, is_good: fn(&T) -> bool) -> impl Fn(&str) -> bool + 'static {
    move |text| parse(text).is_some_and(|value| is_good(&value))
}

/// A setting that is made of its text by `FromStr`.
struct FromStrSetting<T>(T);

impl<T: FromStr> super::SettingValue for FromStrSetting<T> {
    const ALLOWED: &'static str = "a text"; // each member says what

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(FromStrSetting)
    }
}

/// What stands for a default, which is made of its text as every value is: here it has a type.
#[derive(Debug)]
pub enum DefaultOf<T> {
    /// A literal of the type.
    Literal(T),
    /// A text.
    Quoted,
}

/// A default in quotes.
#[must_use]
pub fn quoted<T: QuotedSetting>() -> DefaultOf<T> {
    DefaultOf::Quoted
}

/// What a table has neither as a value nor as a default.
#[derive(Debug)]
pub enum NoValue {}

/// A member; the one place that demands the bound. The default is there for its type alone.
pub fn setting<T: Setting>(
    visit: &mut SettingVisit<'_>,
    member: &SettingMember,
    _: Option<T::Default>,
    is_good: fn(&T::Value) -> bool,
) -> Option<T> {
    T::visit(visit, member, is_good)
}

/// A member that is made of its text by `FromStr`.
pub fn from_str_setting<T: FromStr + 'static>(visit: &mut SettingVisit<'_>, member: &SettingMember) -> Option<T> {
    FromStrSetting::visit(visit, member, |_| true).map(|FromStrSetting(value)| value)
}

/// Where a member has no rule.
pub fn any<T>(_: &T) -> bool {
    true
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

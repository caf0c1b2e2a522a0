//! All settings that an application has: the framework's and its own, in one table.

use std::collections::BTreeMap;

use super::{
    Judge, KEYS, Key, Profile, SettingProblem, Settings, SettingsClaim, SettingsTable, Source, written::Written,
};

/// A setting, whoever declares it.
pub(super) struct Known {
    pub(super) name: String,
    /// What it is for.
    pub(super) about: String,
    /// What it takes, completing "write …".
    pub(super) allowed: String,
    /// The default in force; none where it must be written.
    pub(super) default: Option<Written>,
    /// The default as the documentation has it.
    pub(super) default_shown: Option<String>,
    /// Whether its value is never printed.
    pub(super) secret: bool,
    pub(super) shape: Shape,
    /// The table of the program's that has it; none for the framework's own.
    pub(super) table: Option<&'static SettingsTable>,
    pub(super) apply: Apply,
}

/// How a value is understood.
pub(super) enum Apply {
    /// It is written into the framework's settings.
    Framework(fn(&mut Settings, &str) -> Option<()>),
    /// It is judged; the program's struct is made when all are known.
    Own(Judge),
}

/// How many values it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    One,
    /// One, or `none`.
    Optional,
    List,
}

impl Shape {
    pub(super) fn allowed(self, one: &str) -> String {
        match self {
            Shape::One => one.to_owned(),
            Shape::Optional => format!("{one}, or `none`"),
            Shape::List => format!("a list separated by commas, each {one}"),
        }
    }
}

/// Every setting: those of the framework first, then table by table.
pub(super) fn known(profile: &Profile, tables: &[&'static SettingsTable]) -> Vec<Known> {
    let framework = KEYS.iter().map(|key| Known::of(key, profile));
    framework.chain(tables.iter().flat_map(|table| table.settings())).collect()
}

impl Known {
    fn of(key: &'static Key, profile: &Profile) -> Self {
        Known {
            name: key.name.to_owned(),
            about: key.about.to_owned(),
            allowed: key.allowed.to_owned(),
            default: Some(Written::Text(key.default_in(profile))),
            default_shown: Some(key.default.to_owned()),
            secret: false,
            shape: if key.list { Shape::List } else { Shape::One },
            table: None,
            apply: Apply::Framework(key.apply),
        }
    }

    /// `http.port` is `FRAMEWORK_HTTP_PORT`.
    pub(super) fn variable(&self) -> String {
        format!("FRAMEWORK_{}", self.name.replace('.', "_").to_uppercase())
    }

    /// The name of its table.
    pub(super) fn table_name(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(table, _)| table)
    }

    /// Which struct of the program declares it, for a heading.
    pub(super) fn declared(&self) -> String {
        self.table.map_or_else(String::new, |SettingsTable { claim: SettingsClaim { name, file, line }, .. }| {
            format!("  {name}, {file}:{line}")
        })
    }

    /// That nobody has written it, though it has no default.
    pub(super) fn missing(&self, table: &SettingsTable) -> SettingProblem {
        let (key, variable, allowed) = (self.name.clone(), self.variable(), self.allowed.clone());
        SettingProblem::Missing { key, variable, source: table.source(), allowed }
    }

    /// Understands a value, or says what is wrong with it.
    pub(super) fn understand(
        &self,
        value: &Written,
        source: &Source,
        settings: &mut Settings,
    ) -> Result<(), SettingProblem> {
        let (key, source, allowed) = (self.name.clone(), source.clone(), self.allowed.clone());
        if matches!(value, Written::List(_)) && self.shape != Shape::List {
            return Err(SettingProblem::List { key, source, allowed });
        }
        let wrong = match &self.apply {
            Apply::Framework(apply) => {
                let text = value.to_string();
                let in_force = self.default.as_ref().filter(|_| self.default_shown.as_ref() == Some(&text));
                // What the documentation calls the default can be written, to come back to it.
                let meant = in_force.map_or_else(|| text.clone(), Written::to_string);
                apply(settings, &meant).is_none().then_some(text)
            }
            Apply::Own(is_value) => match self.shape {
                Shape::List => value.elements().into_iter().find(|element| !is_value(element)).map(str::to_owned),
                Shape::Optional if value.to_string() == "none" => None,
                Shape::One | Shape::Optional => Some(value.to_string()).filter(|text| !is_value(text)),
            },
        };
        wrong.map_or(Ok(()), |value| {
            Err(SettingProblem::Value { key, value: Some(value).filter(|_| !self.secret), source, allowed })
        })
    }
}

/// Tables that cannot be told apart: two of one name, or one that is the framework's.
pub(super) fn contested(tables: &[&'static SettingsTable]) -> Vec<SettingProblem> {
    let mut problems = Vec::new();
    let mut claims = BTreeMap::new();
    for table in tables {
        let reserved = table.name == "profile" || KEYS.iter().any(|key| key.name.split('.').next() == Some(table.name));
        if reserved {
            problems.push(SettingProblem::ReservedTable { table: table.name, claim: table.claim });
        } else if let Some(first) = claims.insert(table.name, table.claim) {
            problems.push(SettingProblem::Tables { table: table.name, first, second: table.claim });
        }
    }
    problems
}

/// Settings that one variable would set.
pub(super) fn ambiguous(known: &[Known]) -> Vec<SettingProblem> {
    let mut variables: BTreeMap<String, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for setting in known {
        let variable = setting.variable();
        // Of two tables of one name is told already.
        if let Some(first) = variables.insert(variable.clone(), &setting.name).filter(|first| *first != setting.name) {
            let (first, second) = (first.to_owned(), setting.name.clone());
            problems.push(SettingProblem::Variable { variable, first, second });
        }
    }
    problems
}

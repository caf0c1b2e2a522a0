//! What is wrong with the configuration, and where it was written.

use std::fmt;

use super::{SettingsClaim, value};

/// Where a value was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Nowhere: the default.
    Default,
    /// The declaration of a struct of settings, with file and line.
    Declaration(&'static str, u32),
    /// A configuration file, with the line.
    File(String, usize),
    /// `App::set` in the program.
    Program,
    /// A variable of `.env`.
    DotEnv(String),
    /// A variable of the environment.
    Environment(String),
    /// An argument of the command line, without its value.
    Argument(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Default => write!(f, "default"),
            Source::Declaration(file, line) => write!(f, "declared at {file}:{line}"),
            Source::File(path, line) => write!(f, "{path}:{line}"),
            Source::Program => write!(f, "App::set"),
            Source::DotEnv(name) => write!(f, ".env, variable {name}"),
            Source::Environment(name) => write!(f, "environment variable {name}"),
            Source::Argument(argument) => write!(f, "argument {argument}"),
        }
    }
}

/// One thing that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingProblem {
    /// No setting has this name.
    Unknown {
        /// The name as written.
        key: String,
        /// Where it was written.
        source: Source,
        /// The known setting whose name is nearest.
        nearest: Option<String>,
    },
    /// The value is of the wrong type or out of range.
    Value {
        /// The setting.
        key: String,
        /// The value as written; none where it is a secret.
        value: Option<String>,
        /// Where it was written.
        source: Source,
        /// What is allowed.
        allowed: String,
    },
    /// A setting of the program's own has no default, and nobody has written it.
    Missing {
        /// The setting.
        key: String,
        /// Its variable.
        variable: String,
        /// Where it is declared.
        source: Source,
        /// What is allowed.
        allowed: String,
    },
    /// The value is a list, and the setting takes none.
    List {
        /// The setting.
        key: String,
        /// Where it was written.
        source: Source,
        /// What is allowed.
        allowed: String,
    },
    /// Two structs claim one table of settings: rename one.
    Tables {
        /// The table.
        table: &'static str,
        /// One struct.
        first: SettingsClaim,
        /// The other one.
        second: SettingsClaim,
    },
    /// A struct claims a table that is the framework's: rename it.
    ReservedTable {
        /// The table.
        table: &'static str,
        /// The struct.
        claim: SettingsClaim,
    },
    /// One variable stands for two settings: rename one.
    Variable {
        /// The variable.
        variable: String,
        /// One setting.
        first: String,
        /// The other one.
        second: String,
    },
    /// Two settings that exclude each other.
    Contradiction {
        /// One of them.
        key: &'static str,
        /// The other one.
        other: &'static str,
        /// Why, and what to write.
        reason: &'static str,
    },
    /// The setting is for something that the program does without: take it out, or change the program.
    Unused {
        /// The setting.
        key: &'static str,
        /// Where it was written.
        source: Source,
        /// Why, and what to write.
        reason: &'static str,
    },
    /// The profile is neither `dev` nor `prod`, and the file has no table for it.
    Profile {
        /// Its name as written.
        name: String,
        /// Where it was written.
        source: Source,
        /// The profile whose name is nearest.
        nearest: Option<String>,
    },
    /// A file, a line of one or an argument cannot be read at all.
    Unreadable {
        /// Where.
        source: Source,
        /// Why.
        reason: String,
    },
}

impl SettingProblem {
    /// Whether settings that were written may not have been seen at all.
    pub(super) fn hides_others(&self) -> bool {
        matches!(self, SettingProblem::Unreadable { .. } | SettingProblem::Profile { .. })
    }

    /// Whether this setting may have another value once the problem is mended.
    pub(super) fn casts_doubt_on(&self, wanted: &str) -> bool {
        match self {
            SettingProblem::Value { key, .. } | SettingProblem::List { key, .. } => key == wanted,
            SettingProblem::Unknown { nearest, .. } => nearest.as_deref() == Some(wanted),
            SettingProblem::Contradiction { key, other, .. } => [*key, *other].contains(&wanted),
            _ => self.hides_others(),
        }
    }
}

impl fmt::Display for SettingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettingProblem::Unknown { key, source, nearest } => {
                write!(f, "setting `{key}` is not known ({source})")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
                    None if key == "profile" => write!(f, "; the profile is the variable `FRAMEWORK_PROFILE`"),
                    None => write!(f, "; `--help` lists all"),
                }
            }
            SettingProblem::Value { key, value: None, source, allowed } => {
                write!(f, "setting `{key}` cannot be what is written there ({source}); write {allowed}")
            }
            SettingProblem::Missing { key, variable, source, allowed } => {
                write!(
                    f,
                    "setting `{key}` is missing ({source}); write {allowed}, in framework.toml or as `{variable}`"
                )
            }
            SettingProblem::Tables { table, first, second } => {
                write!(f, "two structs claim the settings `{table}`; choose another name for one:")?;
                for SettingsClaim { name, file, line } in [first, second] {
                    write!(f, "\n    {name}  {file}:{line}")?;
                }
                Ok(())
            }
            SettingProblem::ReservedTable { table, claim: SettingsClaim { name, file, line } } => {
                write!(
                    f,
                    "`{name}` claims the settings `{table}`, which are the framework's; choose another name\n    {file}:{line}"
                )
            }
            SettingProblem::Variable { variable, first, second } => {
                write!(f, "settings `{first}` and `{second}` have one variable, `{variable}`; rename one")
            }
            SettingProblem::Value { key, value: Some(value), source, allowed } => {
                write!(f, "setting `{key}` cannot be `{value}` ({source}); write {allowed}")?;
                match value::strftime_of_qt(value).filter(|_| key.ends_with("_format")) {
                    Some(format) => write!(f, "; did you mean `{format}`?"),
                    None => Ok(()),
                }
            }
            SettingProblem::List { key, source, allowed } => {
                write!(f, "setting `{key}` takes no list ({source}); write {allowed}")
            }
            SettingProblem::Contradiction { key, other, reason } => {
                write!(f, "settings `{key}` and `{other}` contradict each other: {reason}")
            }
            SettingProblem::Unused { key, source, reason } => {
                write!(f, "setting `{key}` is of no use ({source}): {reason}")
            }
            SettingProblem::Profile { name, source, nearest } => {
                write!(f, "profile `{name}` is not known ({source})")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
                    None => write!(f, "; write `dev`, `prod` or one that framework.toml has a table `[profile.…]` for"),
                }
            }
            SettingProblem::Unreadable { source, reason } => write!(f, "{source}: {reason}"),
        }
    }
}

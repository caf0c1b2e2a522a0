//! The configuration: one tree of settings, the same names in the file, the environment and on the command line.
//!
//! Later wins: defaults, `framework.toml` (with the table of the profile laid over it), `App::set`, `.env` and the
//! environment, the command line. Everything that is wrong with any of them is reported together.

mod arguments;
mod cors;
#[cfg(feature = "config")]
mod dot_env;
#[cfg(feature = "config")]
mod file;
mod help;
mod inputs;
mod keys;
mod known;
mod load;
mod network;
mod own;
mod setting_value;
#[cfg(test)]
mod tests;
mod value;
mod written;

use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};

pub use cors::{Allowed, CorsSettings};
pub(crate) use help::help;
pub(crate) use inputs::{Inputs, Reading};
#[cfg(test)]
pub(crate) use keys::ip_networks;
pub use keys::{KEYS, Key};
pub(crate) use load::{Loaded, OwnTables, load};
pub use network::IpNetwork;
pub use own::{
    Bounds, FromStrSetting, Judge, ListSetting, NoValue, OtherwiseShare, OtherwiseVisit, Setting, SettingMember,
    SettingVisit, SettingsClaim, SettingsTable, Share, Visitable, WithFromStr, from_str_setting, list_setting, setting,
};
pub use setting_value::{ByteSize, OneSetting, QuotedDefault, SettingValue};

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `http.*`.
    pub http: HttpSettings,
    /// `session.*`.
    pub session: SessionSettings,
    /// `log.*`.
    pub log: LogSettings,
}

/// `http.*`: listening, limits, formats.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// `http.address`: where to listen when the program names no listener.
    pub address: IpAddr,
    /// `http.port`: 0 lets the system choose.
    pub port: u16,
    /// `http.workers`: threads that `run()` serves with.
    pub workers: usize,
    /// `http.runtime`: how `run()` spreads requests over its threads.
    pub runtime: Runtime,
    /// `http.target_limit`: bytes of a request's target; more is a 414.
    pub target_limit: usize,
    /// `http.header_limit`: bytes of a request's head; more is a 431.
    pub header_limit: usize,
    /// `http.header_count`: header fields of a request; more is a 431.
    pub header_count: usize,
    /// `http.body_limit`: bytes of a request's body; more is a 413.
    pub body_limit: u64,
    /// `http.request_timeout`: how long a handler may take; `Duration::MAX` is any time.
    pub request_timeout: Duration,
    /// `http.form_fields`: fields of a form; more are a 413.
    pub form_fields: usize,
    /// `http.multipart.*`.
    pub multipart: MultipartSettings,
    /// `http.header_timeout`: how long a request's head may take from its first byte, and the first byte of a connection.
    pub header_timeout: Duration,
    /// `http.body_timeout`: how long a body may be silent while it is waited for; then it is a 408.
    pub body_timeout: Duration,
    /// `http.idle_timeout`: how long a connection may wait for its next request.
    pub idle_timeout: Duration,
    /// `http.write_timeout`: how long the other end may read nothing of what waits for it.
    pub write_timeout: Duration,
    /// `http.minimum_rate`: bytes a second that a body or a reader must keep up over 30 s, while bytes are due; 0 is any.
    pub minimum_rate: u64,
    /// `http.max_connections`: connections in all; more are refused with 503. At most four fifths of the descriptors.
    pub max_connections: usize,
    /// `http.max_connections_per_address`: connections from one address; more are refused with 429.
    pub max_connections_per_address: Option<usize>,
    /// `http.health`: whether `/health/live` and `/health/ready` are served.
    pub health: bool,
    /// `http.drain_delay`: how long a stopping server goes on taking requests, while its readiness is false already.
    pub drain_delay: Duration,
    /// `http.drain`: how long a stopping server waits for requests under way.
    pub drain: Duration,
    /// `http.docs`: whether `/openapi.json` is served.
    pub docs: bool,
    /// `http.trailing_slash`: what `/a/` is where only `/a` is a route.
    pub trailing_slash: TrailingSlash,
    /// `http.security_headers`: whether responses tell browsers what not to do with them.
    pub security_headers: bool,
    /// `http.trusted_proxies`: whose word on the sender of a request counts.
    pub trusted_proxies: Vec<IpNetwork>,
    /// `http.request_id`: whether requests have ids, and whose are taken.
    pub request_id: RequestIds,
    /// `http.access_log`: whether every request is logged.
    pub access_log: AccessLog,
    /// `http.cors.*`.
    pub cors: CorsSettings,
    /// `http.compression`: whether responses are compressed.
    pub compression: bool,
    /// `http.compression_min_size`: bytes of the smallest body that is compressed.
    pub compression_min_size: u64,
    /// `http.files_root`: the folder in which `$file:` and `FileResponse::new` find files.
    pub files_root: PathBuf,
    /// `http.server_header`: the `Server` field of every response that does not set its own.
    pub server_header: Option<http::HeaderValue>,
    /// `http.date_format`: how a returned `NaiveDate` is written, and how a parameter may be besides ISO 8601.
    pub date_format: String,
    /// `http.time_format`: how a returned `NaiveTime` is written, and how a parameter may be besides ISO 8601.
    pub time_format: String,
    /// `http.datetime_format`: how a returned `NaiveDateTime` is written, and how a parameter may be besides ISO 8601.
    pub datetime_format: String,
    /// `http.zoned_datetime_format`: how a returned `DateTime<Tz>` is written, and how a parameter may be besides ISO 8601.
    pub zoned_datetime_format: String,
}

/// `http.multipart.*`: how much a multipart form may hold.
#[derive(Debug, Clone)]
pub struct MultipartSettings {
    /// `http.multipart.file_limit`: bytes of a file; more are a 413.
    pub file_limit: u64,
    /// `http.multipart.part_limit`: parts of a form; more are a 413.
    pub part_limit: usize,
    /// `http.multipart.total_limit`: bytes of a form with all its files; more are a 413.
    pub total_limit: u64,
    /// `http.multipart.spill`: bytes of all files of a form that are kept in memory; the rest is in a temporary file.
    pub spill: usize,
}

/// `session.*`: what a session is called, and how long it lives.
#[derive(Debug, Clone)]
pub struct SessionSettings {
    /// `session.cookie`: the name of its cookie; none where it depends on the connection.
    pub cookie: Option<String>,
    /// `session.idle`: how long it lives without a request that asks for it.
    pub idle: Duration,
    /// `session.absolute`: how long it lives at most.
    pub absolute: Duration,
    /// `session.origins`: the other sites whose requests may change something with it.
    pub origins: Vec<String>,
}

/// How `run()` spreads requests over its threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// Any thread takes what there is to do: a request that keeps one busy holds up no other.
    WorkStealing,
    /// Each thread has connections of its own: a little less work for each request, where all are alike.
    PerCore,
}

impl Runtime {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "work-stealing" => Some(Runtime::WorkStealing),
            "per-core" => Some(Runtime::PerCore),
            _ => None,
        }
    }
}

impl SessionSettings {
    /// The name of the cookie on a connection, with TLS or without.
    #[cfg(feature = "sessions")]
    pub(crate) fn cookie_name(&self, is_secure: bool) -> &str {
        self.cookie.as_deref().unwrap_or(if is_secure { "__Host-session" } else { "session" })
    }
}

/// What a path with a trailing slash is where only the path without it is a route's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrailingSlash {
    /// Another path: not found.
    Strict,
    /// Redirected to the path without it (308).
    Redirect,
    /// The same path.
    Ignore,
}

impl TrailingSlash {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "strict" => Some(TrailingSlash::Strict),
            "redirect" => Some(TrailingSlash::Redirect),
            "ignore" => Some(TrailingSlash::Ignore),
            _ => None,
        }
    }
}

/// Whether requests have ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestIds {
    /// No.
    Off,
    /// Yes; that of a trusted proxy is taken, any other is replaced.
    On,
    /// Yes; whoever sends one is believed.
    Any,
}

impl RequestIds {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "any" => Some(RequestIds::Any),
            switch => value::switch(switch).map(|on| if on { RequestIds::On } else { RequestIds::Off }),
        }
    }
}

/// Whether every request is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessLog {
    /// No.
    Off,
    /// Yes, with its path.
    On,
    /// Yes, with its path and its query string.
    Query,
}

impl AccessLog {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "query" => Some(AccessLog::Query),
            switch => value::switch(switch).map(|on| if on { AccessLog::On } else { AccessLog::Off }),
        }
    }
}

/// `log.*`.
#[derive(Debug, Clone)]
pub struct LogSettings {
    /// `log.level`: the least severe level that `run()` prints.
    pub level: tracing::level_filters::LevelFilter,
    /// `log.format`: how `run()` prints it.
    pub format: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object on each line.
    Json,
}

impl LogFormat {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "text" => Some(LogFormat::Text),
            "json" => Some(LogFormat::Json),
            _ => None,
        }
    }
}

/// The defaults of the profile that the build belongs to.
impl Default for Settings {
    fn default() -> Self {
        keys::defaults(&Profile::default())
    }
}

/// Which table of `framework.toml` is laid over the rest, and which defaults apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile(pub(crate) String);

impl Profile {
    fn is_dev(&self) -> bool {
        self.0 == "dev"
    }
}

/// `dev` in debug builds, `prod` in release.
impl Default for Profile {
    fn default() -> Self {
        Profile(if cfg!(debug_assertions) { "dev" } else { "prod" }.to_owned())
    }
}

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

impl fmt::Display for SettingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettingProblem::Unknown { key, source, nearest } => {
                write!(f, "setting `{key}` is not known ({source})")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
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

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
mod load;
mod network;
#[cfg(test)]
mod tests;
mod value;

use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};

use framework_pattern::nearest;

pub use cors::{Allowed, CorsSettings};
pub(crate) use help::help;
pub(crate) use inputs::{Inputs, Reading};
#[cfg(test)]
pub(crate) use keys::ip_networks;
pub use keys::{KEYS, Key};
pub(crate) use load::{Loaded, load};
pub use network::IpNetwork;

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
    /// `http.target_limit`: bytes of a request's target; more is a 414.
    pub target_limit: usize,
    /// `http.header_limit`: bytes of a request's head; more is a 431.
    pub header_limit: usize,
    /// `http.header_count`: header fields of a request; more is a 431.
    pub header_count: usize,
    /// `http.body_limit`: bytes of a request's body; more is a 413.
    pub body_limit: u64,
    /// `http.form_fields`: fields of a form; more are a 413.
    pub form_fields: usize,
    /// `http.multipart.*`.
    pub multipart: MultipartSettings,
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
    /// A configuration file, with the line.
    File(String, usize),
    /// `App::set` in the program.
    Program,
    /// A variable of `.env`.
    DotEnv(String),
    /// A variable of the environment.
    Environment(String),
    /// An argument of the command line.
    Argument(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Default => write!(f, "default"),
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
        nearest: Option<&'static str>,
    },
    /// The value is of the wrong type or out of range.
    Value {
        /// The setting.
        key: &'static str,
        /// The value as written.
        value: String,
        /// Where it was written.
        source: Source,
        /// What is allowed.
        allowed: &'static str,
    },
    /// The value is a list, and the setting takes none.
    List {
        /// The setting.
        key: &'static str,
        /// Where it was written.
        source: Source,
        /// What is allowed.
        allowed: &'static str,
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

impl SettingProblem {
    fn unknown(key: String, source: Source) -> Self {
        let nearest = nearest(&key, KEYS.iter().map(|key| key.name));
        SettingProblem::Unknown { key, source, nearest }
    }
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
            SettingProblem::Value { key, value, source, allowed } => {
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

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
mod problem;
mod setting_value;
mod settings;
#[cfg(test)]
mod tests;
mod value;
mod written;

pub use cors::{Allowed, CorsSettings};
pub(crate) use help::help;
pub(crate) use inputs::{Inputs, Reading};
pub use keys::{KEYS, Key};
pub(crate) use load::{Loaded, OwnTables, load};
pub use network::{IpNetwork, TrustedProxies};
pub use own::{
    Bounds, FromStrSetting, Judge, ListSetting, NoValue, OtherwiseShare, OtherwiseVisit, Setting, SettingMember,
    SettingVisit, SettingsClaim, SettingsTable, Share, Visitable, WithFromStr, from_str_setting, list_setting, setting,
};
pub use problem::{SettingProblem, Source};
pub use setting_value::{ByteSize, OneSetting, QuotedDefault, SettingValue};
pub use settings::{
    AccessLog, HttpSettings, LogFormat, LogSettings, MultipartSettings, RequestIds, Runtime, SessionSettings, Settings,
    TrailingSlash, WebSocketSettings,
};

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

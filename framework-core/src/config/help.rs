//! The page of `--help`.

use std::fmt::Write as _;

use super::{KEYS, Loaded, Source};

/// Every setting with what it takes, its default, its value and where that comes from.
pub(crate) fn help(loaded: &Loaded) -> String {
    let mut page = format!(
        "Settings (profile `{}`). Write them in framework.toml, as variables (FRAMEWORK_HTTP_PORT=8088)\n\
         or as arguments (--http.port=8088). --config=FILE names another file.\n",
        loaded.profile.0
    );
    for key in KEYS {
        let (name, about, allowed, default) = (key.name, key.about, key.allowed, key.default);
        let set = loaded.assignments.iter().rfind(|assignment| assignment.key == name);
        let (value, source) = set.map_or_else(
            || (key.default_in(&loaded.profile), &Source::Default),
            |assignment| (assignment.value.clone(), &assignment.source),
        );
        let _infallible = writeln!(
            page,
            "\n  --{name}\n      {about}\n      takes {allowed}; default {default}\n      now {value} ({source})"
        );
    }
    page
}

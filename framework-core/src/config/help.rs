//! The page of `--help`.

use std::fmt::Write as _;

use super::{Loaded, Source, known::Known};

const HEAD: &str = "\
Settings are written in framework.toml, in .env and the environment (FRAMEWORK_HTTP_PORT=8088), and as
arguments (--http.port=8088); later ones win. --config=FILE reads another file than framework.toml.

A duration is `10s`, `500ms`, `5m`, `1h` or a number of seconds. A size is `2 MiB`, `64 KiB`, `10 MB` or a
number of bytes. A list is an array in a file, and separated by commas elsewhere.
";

/// Every setting, table by table, with what it takes, its default, its value and where that comes from.
pub(crate) fn help(loaded: &Loaded) -> String {
    let mut page = format!("{HEAD}\nThe profile is `{}`.\n", loaded.profile.0);
    for (table, settings) in by_table(&loaded.known) {
        let heading = settings.first().map(|setting| setting.declared()).unwrap_or_default();
        let _infallible = writeln!(page, "\n\n[{table}]{heading}");
        for setting in settings {
            let _infallible = writeln!(page, "\n  --{}", setting.name);
            lines(setting, loaded).iter().for_each(|line| page += &format!("      {line}\n"));
        }
    }
    page
}

/// Tables in the order of their first setting.
fn by_table(known: &[Known]) -> Vec<(&str, Vec<&Known>)> {
    let mut tables: Vec<(&str, Vec<&Known>)> = Vec::new();
    for setting in known {
        match tables.iter_mut().find(|(table, _)| *table == setting.table_name()) {
            Some((_, settings)) => settings.push(setting),
            None => tables.push((setting.table_name(), vec![setting])),
        }
    }
    tables
}

fn lines(setting: &Known, loaded: &Loaded) -> Vec<String> {
    let shown = |value: &str| match value {
        _ if setting.secret => "hidden".to_owned(),
        "" => "empty".to_owned(),
        value => value.to_owned(),
    };
    let default = setting.default.as_ref().map(ToString::to_string);
    let set = loaded.written(&setting.name);
    let now = match (set, &default) {
        (Some(set), _) => format!("{} ({})", shown(&set.value.to_string()), set.source),
        (None, Some(default)) => format!("{} ({})", shown(default), Source::Default),
        (None, None) => "missing: it has no default".to_owned(),
    };
    let mut lines: Vec<_> = Some(setting.about.clone()).filter(|about| !about.is_empty()).into_iter().collect();
    lines.push(format!("takes    {}", setting.allowed));
    // Where the default is in force and is what it is called, one line says both.
    let called = setting.default_shown.as_ref();
    lines.extend(
        called
            .filter(|_| set.is_some() || called != default.as_ref())
            .map(|called| format!("default  {}", shown(called))),
    );
    lines.push(format!("now      {now}"));
    lines
}

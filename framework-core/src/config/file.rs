//! `framework.toml` and `.env`.

use std::path::Path;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Profile, SettingProblem, Source, load::Assignment};

/// Reads a configuration file; the table of the profile comes last, so that it wins.
///
/// A file that is not there is no problem unless somebody named it.
pub(super) fn read(path: &Path, named: bool, profile: &Profile, problems: &mut Vec<SettingProblem>) -> Vec<Assignment> {
    let shown = path.strip_prefix("./").unwrap_or(path).display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => return Vec::new(),
        Err(error) => {
            problems.push(SettingProblem::Unreadable { source: Source::File(shown, 1), reason: error.to_string() });
            return Vec::new();
        }
    };
    let line = |offset: usize| text[..offset.min(text.len())].matches('\n').count() + 1;
    let (table, errors) = DeTable::parse_recoverable(&text);
    problems.extend(errors.iter().map(|error| SettingProblem::Unreadable {
        source: Source::File(shown.clone(), line(error.span().map_or(0, |span| span.start))),
        reason: error.message().to_owned(),
    }));
    if !errors.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut overlay = Vec::new();
    for (name, value) in table.get_ref().iter() {
        if name.get_ref() == "profile" {
            let profile = value.get_ref().get(profile.0.as_str());
            profile.into_iter().for_each(|value| flatten(String::new(), value, &mut overlay));
        } else {
            flatten(name.get_ref().to_string(), value, &mut found);
        }
    }
    found.append(&mut overlay);
    found
        .into_iter()
        .map(|(key, value, offset)| Assignment { key, value, source: Source::File(shown.clone(), line(offset)) })
        .collect()
}

/// Turns nested tables into dotted names.
fn flatten(name: String, value: &Spanned<DeValue<'_>>, found: &mut Vec<(String, String, usize)>) {
    let offset = value.span().start;
    let text = match value.get_ref() {
        DeValue::Table(table) => {
            for (key, value) in table.iter() {
                let key = key.get_ref();
                flatten(if name.is_empty() { key.to_string() } else { format!("{name}.{key}") }, value, found);
            }
            return;
        }
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(value) => value.to_string(),
        DeValue::Array(_) => "[…]".to_owned(),
    };
    found.push((name, text, offset));
}

/// Reads `.env`; its `FRAMEWORK_*` variables count as if they stood in the environment.
pub(super) fn read_dot_env(path: &Path, problems: &mut Vec<SettingProblem>) -> Vec<(String, String)> {
    let variables = match dotenvy::from_path_iter(path) {
        Ok(variables) => variables,
        Err(error) if error.not_found() => return Vec::new(),
        Err(error) => {
            problems.push(unreadable(&error));
            return Vec::new();
        }
    };
    variables.filter_map(|variable| variable.map_err(|error| problems.push(unreadable(&error))).ok()).collect()
}

fn unreadable(error: &dotenvy::Error) -> SettingProblem {
    SettingProblem::Unreadable { source: Source::File(".env".to_owned(), 1), reason: error.to_string() }
}

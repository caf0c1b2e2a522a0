//! `framework.toml`.

use std::path::Path;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    SettingProblem, Source,
    written::{Assignment, FileLayers, Written},
};

/// Reads a configuration file; nothing where it cannot be read.
///
/// A file that is not there is no problem unless somebody named it.
pub(super) fn read(path: &Path, named: bool, problems: &mut Vec<SettingProblem>) -> Option<FileLayers> {
    let shown = path.strip_prefix("./").unwrap_or(path).display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => return Some(FileLayers::default()),
        Err(error) => {
            problems.push(SettingProblem::Unreadable { source: Source::File(shown, 1), reason: error.to_string() });
            return None;
        }
    };
    let source = |offset: usize| {
        let line = bytes[..offset.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
        Source::File(shown.clone(), line)
    };
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let reason = "this is no UTF-8; save the file as UTF-8".to_owned();
            problems.push(SettingProblem::Unreadable { source: source(error.valid_up_to()), reason });
            return None;
        }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        problems.extend(errors.iter().map(|error| SettingProblem::Unreadable {
            source: source(error.span().map_or(0, |span| span.start)),
            reason: error.message().to_owned(),
        }));
        return None;
    }

    let mut layers = FileLayers::default();
    for (name, value) in table.get_ref().iter() {
        if name.get_ref() == "profile" {
            for (profile, value) in tables("profile", value, &source, problems) {
                let name = format!("profile.{profile}");
                let mut assignments = Vec::new();
                for (key, value) in tables(&name, value, &source, problems) {
                    assignments.extend(assign(key, value, &source));
                }
                layers.profiles.push((profile, assignments));
            }
        } else {
            layers.common.extend(assign(name.get_ref().to_string(), value, &source));
        }
    }
    Some(layers)
}

/// What a table has in it; anything else under its name is a mistake.
fn tables<'v, 'i>(
    name: &str,
    value: &'v Spanned<DeValue<'i>>,
    source: &dyn Fn(usize) -> Source,
    problems: &mut Vec<SettingProblem>,
) -> Vec<(String, &'v Spanned<DeValue<'i>>)> {
    let DeValue::Table(table) = value.get_ref() else {
        let example = if name == "profile" { "profile.dev" } else { name };
        let reason = format!("`{name}` must be a table; write settings under `[{example}]`");
        problems.push(SettingProblem::Unreadable { source: source(value.span().start), reason });
        return Vec::new();
    };
    table.iter().map(|(key, value)| (key.get_ref().to_string(), value)).collect()
}

/// The settings of a value, which may be a table of them.
fn assign(name: String, value: &Spanned<DeValue<'_>>, source: &dyn Fn(usize) -> Source) -> Vec<Assignment> {
    let mut leaves = Vec::new();
    flatten(name, value, &mut leaves);
    let assignment = |(key, value): (String, &Spanned<DeValue<'_>>)| {
        let source = source(value.span().start);
        let value = match value.get_ref() {
            DeValue::Array(elements) => Written::List(elements.iter().map(|element| text(element.get_ref())).collect()),
            one => Written::Text(text(one)),
        };
        Assignment { key, value, source }
    };
    leaves.into_iter().map(assignment).collect()
}

/// Turns nested tables into dotted names.
fn flatten<'v, 'i>(
    name: String,
    value: &'v Spanned<DeValue<'i>>,
    leaves: &mut Vec<(String, &'v Spanned<DeValue<'i>>)>,
) {
    match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().for_each(|(key, value)| flatten(format!("{name}.{}", key.get_ref()), value, leaves));
        }
        _ => leaves.push((name, value)),
    }
}

/// A value as one would write it in a variable. What stands for nothing there, an array in an array, is refused as it
/// stands.
fn text(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        // `0x2166` means its number. What is too large even for this is refused as it stands.
        DeValue::Integer(written) => i128::from_str_radix(written.as_str(), written.radix())
            .map_or_else(|_| written.to_string(), |number| number.to_string()),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(value) => value.to_string(),
        DeValue::Array(_) => "[…]".to_owned(),
        DeValue::Table(_) => "{…}".to_owned(),
    }
}

//! `.env`: of its variables, those of the framework.
//!
//! The file belongs to the program and is full of secrets: what the framework does not need it does not judge, and of
//! a line that it cannot read it tells the number, not the text. dotenvy reads the single statements; it is not given
//! the whole file, because its errors repeat the line, do not say which one it is, and a quote that is never closed
//! swallows all that follows.

use std::path::Path;

use super::{SettingProblem, Source};

/// Reads a `.env`; its `FRAMEWORK_*` variables count as if they stood in the environment.
///
/// A folder of this name is a Python environment, not ours.
pub(super) fn read(path: &Path, problems: &mut Vec<SettingProblem>) -> Vec<(String, String)> {
    if !path.is_file() {
        return Vec::new();
    }
    let mut refuse = |line: usize, reason: String| {
        problems.push(SettingProblem::Unreadable { source: Source::File(".env".to_owned(), line), reason });
    };
    match std::fs::read(path) {
        Ok(bytes) => parse(&String::from_utf8_lossy(&bytes), |line| {
            refuse(line, "this line cannot be read; write `NAME=value`, a value with spaces in quotes".to_owned());
        }),
        Err(error) => {
            refuse(1, error.to_string());
            Vec::new()
        }
    }
}

/// The variables of the framework; `refuse` is given the number of each line that should hold one and cannot be read.
fn parse(text: &str, mut refuse: impl FnMut(usize)) -> Vec<(String, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.lines().collect();
    // Read together at the end, since `$NAME` stands for the value of an earlier variable.
    let mut readable = String::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        // A setting has one line: with a forgotten quote its value, which messages show, would take in what follows.
        let length = if is_ours(line) { 1 } else { length(&lines[at..]) };
        let statement = format!("{}\n", lines[at..at + length].join("\n"));
        if variables(&statement).all(|variable| variable.is_ok()) {
            readable.push_str(&statement);
            at += length;
            continue;
        }
        // Whatever a line does not mean, the next one is a new beginning.
        at += 1;
        if is_ours(line) {
            refuse(at);
        }
    }
    variables(&readable).flatten().filter(|(name, _)| name.starts_with("FRAMEWORK_")).collect()
}

/// How many lines the statement has that the first of them begins: more than one where its value is quoted.
fn length(lines: &[&str]) -> usize {
    let value = lines.first().filter(|line| !line.trim_start().starts_with('#')).and_then(|line| line.split_once('='));
    let value = value.map_or("", |(_, value)| value.trim_start());
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return 1 };
    let mut rest = &value[1..];
    for (index, next) in lines.iter().skip(1).map(Some).chain([None]).enumerate() {
        let mut characters = rest.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                closing if closing == quote => return index + 1,
                _ => {}
            }
        }
        rest = next.copied().unwrap_or_default();
    }
    1 // it is never closed: it may not take the rest of the file with it
}

fn variables(text: &str) -> impl Iterator<Item = dotenvy::Result<(String, String)>> + use<'_> {
    dotenvy::from_read_iter(text.as_bytes())
}

fn is_ours(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix("export").map_or(line, str::trim_start).starts_with("FRAMEWORK_")
}

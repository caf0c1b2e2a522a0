//! Lays the sources of settings over each other.

use std::fmt::Write as _;

use framework_pattern::nearest;

use super::{Inputs, KEYS, Key, Profile, SettingProblem, Settings, Source, keys};

/// A value for a setting, not yet understood.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    pub(super) key: String,
    pub(super) value: String,
    pub(super) source: Source,
}

/// What was loaded, with the source of each value.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    pub(crate) profile: Profile,
    assignments: Vec<Assignment>,
    /// Whether `--help` was asked for.
    pub(crate) help: bool,
}

/// Reads all sources in their order; the last value of a setting wins, every bad one is reported.
pub(crate) fn load(inputs: Inputs) -> Result<Loaded, Vec<SettingProblem>> {
    let mut problems = Vec::new();
    let variables = variables(&inputs, &mut problems);
    let arguments = Arguments::parse(inputs.arguments.unwrap_or_default(), &mut problems);
    let special =
        |name: &str| variables.iter().rfind(|(variable, _, _)| variable == name).map(|(_, value, _)| value.clone());
    let profile = special("FRAMEWORK_PROFILE").map_or_else(Profile::default, Profile);

    let named = arguments.config.or_else(|| special("FRAMEWORK_CONFIG"));
    let mut assignments = file(&inputs.directory, named, &profile, &mut problems);
    assignments.extend(inputs.program.into_iter().map(|(key, value)| Assignment {
        key,
        value,
        source: Source::Program,
    }));
    assignments.extend(variables.into_iter().filter_map(of_variable));
    assignments.extend(arguments.assignments);

    let mut settings = keys::defaults(profile.clone());
    for Assignment { key, value, source } in &assignments {
        let Some(known) = Key::of(key) else {
            let nearest = nearest(key, KEYS.iter().map(|key| key.name));
            problems.push(SettingProblem::Unknown { key: key.clone(), source: source.clone(), nearest });
            continue;
        };
        if (known.apply)(&mut settings, value).is_none() {
            let (key, allowed) = (known.name, known.allowed);
            problems.push(SettingProblem::Value { key, value: value.clone(), source: source.clone(), allowed });
        }
    }
    let help = arguments.help;
    if problems.is_empty() { Ok(Loaded { settings, profile, assignments, help }) } else { Err(problems) }
}

/// The page of `--help`: every setting with its default, what it takes, its value and where that comes from.
pub(crate) fn help(loaded: &Loaded) -> String {
    let mut page = format!(
        "Settings (profile `{}`). Write them in framework.toml, as variables (FRAMEWORK_HTTP_PORT=8088)\n\
         or as arguments (--http.port=8088). --config=FILE names another file.\n",
        loaded.profile.0
    );
    for key in KEYS {
        let (name, about, allowed, default) = (key.name, key.about, key.allowed, key.default);
        let _infallible = writeln!(page, "\n  --{name}\n      {about}\n      takes {allowed}; default {default}");
        if let Some(set) = loaded.assignments.iter().rfind(|assignment| assignment.key == name) {
            let _infallible = writeln!(page, "      now {} ({})", set.value, set.source);
        }
    }
    page
}

/// `.env` first, the environment over it.
fn variables(inputs: &Inputs, problems: &mut Vec<SettingProblem>) -> Vec<(String, String, Source)> {
    let Some(environment) = &inputs.environment else { return Vec::new() };
    #[cfg(feature = "config")]
    let dot_env = super::file::read_dot_env(&inputs.directory.join(".env"), problems);
    #[cfg(not(feature = "config"))]
    let dot_env = {
        let _unused = problems;
        Vec::<(String, String)>::new()
    };
    let dot_env = dot_env.into_iter().map(|(name, value)| (name.clone(), value, Source::DotEnv(name)));
    let environment = environment.iter().cloned().map(|(name, value)| (name.clone(), value, Source::Environment(name)));
    dot_env.chain(environment).filter(|(name, ..)| name.starts_with("FRAMEWORK_")).collect()
}

fn of_variable((name, value, source): (String, String, Source)) -> Option<Assignment> {
    if name == "FRAMEWORK_CONFIG" || name == "FRAMEWORK_PROFILE" {
        return None;
    }
    let known = KEYS.iter().find(|key| key.variable() == name).map(|key| key.name.to_owned());
    // An unknown one is reported under the name that it would have.
    let key = known.unwrap_or_else(|| name["FRAMEWORK_".len()..].to_ascii_lowercase().replacen('_', ".", 1));
    Some(Assignment { key, value, source })
}

#[cfg(feature = "config")]
fn file(
    directory: &std::path::Path,
    named: Option<String>,
    profile: &Profile,
    problems: &mut Vec<SettingProblem>,
) -> Vec<Assignment> {
    let path = directory.join(named.as_deref().unwrap_or("framework.toml"));
    super::file::read(&path, named.is_some(), profile, problems)
}

#[cfg(not(feature = "config"))]
fn file(
    _: &std::path::Path,
    named: Option<String>,
    _: &Profile,
    problems: &mut Vec<SettingProblem>,
) -> Vec<Assignment> {
    problems.extend(named.map(|path| SettingProblem::Unreadable {
        source: Source::File(path, 1),
        reason: "configuration files need the feature `config`".to_owned(),
    }));
    Vec::new()
}

#[derive(Default)]
struct Arguments {
    config: Option<String>,
    help: bool,
    assignments: Vec<Assignment>,
}

impl Arguments {
    /// `--name=value` or `--name value`.
    fn parse(arguments: Vec<String>, problems: &mut Vec<SettingProblem>) -> Self {
        let mut parsed = Arguments::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let mut refuse = |reason: &str| {
                let source = Source::Argument(argument.clone());
                problems.push(SettingProblem::Unreadable { source, reason: reason.to_owned() });
            };
            let Some(option) = argument.strip_prefix("--") else {
                refuse("not understood; settings are written as `--http.port=8088`");
                continue;
            };
            if option == "help" {
                parsed.help = true;
                continue;
            }
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name.to_owned(), value.to_owned()),
                None => match arguments.next() {
                    Some(value) => (option.to_owned(), value),
                    None => {
                        refuse("needs a value; settings are written as `--http.port=8088`");
                        continue;
                    }
                },
            };
            match name.as_str() {
                "config" => parsed.config = Some(value),
                _ => parsed.assignments.push(Assignment { key: name, value, source: Source::Argument(argument) }),
            }
        }
        parsed
    }
}

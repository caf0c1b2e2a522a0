//! Lays the sources of settings over each other.

use framework_pattern::nearest;

use super::{Inputs, KEYS, Key, Profile, SettingProblem, Settings, Source, arguments::Arguments, keys};

/// A value for a setting, not yet understood.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    pub(super) key: String,
    pub(super) value: String,
    pub(super) source: Source,
}

/// What a configuration file says.
#[derive(Debug, Default)]
pub(super) struct FileLayers {
    /// In every profile.
    pub(super) common: Vec<Assignment>,
    /// In one profile, by its name.
    pub(super) profiles: Vec<(String, Vec<Assignment>)>,
}

/// What was loaded, with the source of each value.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    pub(super) profile: Profile,
    /// Those that were understood; the last of a setting is in force.
    pub(super) assignments: Vec<Assignment>,
    /// Whether `--help` was asked for.
    pub(crate) help: bool,
    /// What is wrong all the same: only with `help`, whose page is what one needs to mend it.
    pub(crate) problems: Vec<SettingProblem>,
}

/// Reads all sources in their order; the last value of a setting wins, every bad one is reported.
pub(crate) fn load(inputs: Inputs) -> Result<Loaded, Vec<SettingProblem>> {
    let mut problems = Vec::new();
    let variables = variables(&inputs, &mut problems);
    let arguments = Arguments::parse(inputs.arguments.unwrap_or_default(), &mut problems);
    let special = |name: &str| variables.iter().rfind(|(variable, ..)| variable == name);
    let chosen = special("FRAMEWORK_PROFILE");
    let profile = chosen.map_or_else(Profile::default, |(_, name, _)| Profile(name.clone()));

    let named = arguments.config.or_else(|| special("FRAMEWORK_CONFIG").map(|(_, path, _)| path.clone()));
    let file = file(&inputs.directory, named, &mut problems);
    if let (Some(file), Some((_, name, source))) = (&file, chosen) {
        problems.extend(unknown_profile(name, source, file));
    }
    let FileLayers { common, profiles } = file.unwrap_or_default();
    // The tables of other profiles are checked too: a mistake must not wait for production to show itself.
    let (active, others): (Vec<_>, Vec<_>) = profiles.into_iter().partition(|(name, _)| *name == profile.0);

    let mut assignments = common;
    assignments.extend(active.into_iter().flat_map(|(_, assignments)| assignments));
    assignments.extend(inputs.program.into_iter().map(|(key, value)| Assignment {
        key,
        value,
        source: Source::Program,
    }));
    assignments.extend(variables.into_iter().filter_map(of_variable));
    assignments.extend(arguments.assignments);

    let mut settings = keys::defaults(&profile);
    assignments.retain(|assignment| understand(assignment, &mut settings, &mut problems));
    problems.extend(settings.http.cors.contradictions());
    let mut laid_nowhere = settings.clone();
    for assignment in others.iter().flat_map(|(_, assignments)| assignments) {
        understand(assignment, &mut laid_nowhere, &mut problems);
    }

    let help = arguments.help;
    if help || problems.is_empty() {
        Ok(Loaded { settings, profile, assignments, help, problems })
    } else {
        Err(problems)
    }
}

/// Writes a value into the settings, or says why it cannot be.
fn understand(assignment: &Assignment, settings: &mut Settings, problems: &mut Vec<SettingProblem>) -> bool {
    let Assignment { key, value, source } = assignment;
    let (value, source) = (value.clone(), source.clone());
    let problem = match Key::of(key) {
        None => SettingProblem::unknown(key.clone(), source),
        Some(known) => match (known.apply)(settings, &value) {
            Some(()) => return true,
            None => SettingProblem::Value { key: known.name, value, source, allowed: known.allowed },
        },
    };
    problems.push(problem);
    false
}

fn unknown_profile(name: &str, source: &Source, file: &FileLayers) -> Option<SettingProblem> {
    let tables = file.profiles.iter().map(|(name, _)| name.as_str());
    let known: Vec<&str> = ["dev", "prod"].into_iter().chain(tables).collect();
    (!known.contains(&name)).then(|| SettingProblem::Profile {
        name: name.to_owned(),
        source: source.clone(),
        nearest: nearest(name, known).map(str::to_owned),
    })
}

/// `.env` first, the environment over it.
fn variables(inputs: &Inputs, problems: &mut Vec<SettingProblem>) -> Vec<(String, String, Source)> {
    let Some(environment) = &inputs.environment else { return Vec::new() };
    #[cfg(feature = "config")]
    let dot_env = super::dot_env::read(&inputs.directory.join(".env"), problems);
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

/// Nothing where there is a file that cannot be read: what it would have said is not known.
#[cfg(feature = "config")]
fn file(directory: &std::path::Path, named: Option<String>, problems: &mut Vec<SettingProblem>) -> Option<FileLayers> {
    let path = directory.join(named.as_deref().unwrap_or("framework.toml"));
    super::file::read(&path, named.is_some(), problems)
}

#[cfg(not(feature = "config"))]
fn file(_: &std::path::Path, named: Option<String>, problems: &mut Vec<SettingProblem>) -> Option<FileLayers> {
    let Some(path) = named else { return Some(FileLayers::default()) };
    problems.push(SettingProblem::Unreadable {
        source: Source::File(path, 1),
        reason: "configuration files need the feature `config`".to_owned(),
    });
    None
}

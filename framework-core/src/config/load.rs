//! Lays the sources of settings over each other.

use std::{
    any::TypeId,
    collections::{BTreeMap, BTreeSet},
};

use framework_pattern::nearest;

use super::{
    Inputs, Profile, SettingProblem, Settings, SettingsTable, Source,
    arguments::Arguments,
    keys,
    known::{Known, ambiguous, contested, known},
    written::{Assignment, FileLayers, Written},
};
use crate::context::Components;

/// What was loaded, with the source of each value.
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    /// The program's own, ready to be found by their types.
    pub(crate) own: Components,
    pub(crate) profile: Profile,
    /// Every setting, in the order of the help.
    pub(super) known: Vec<Known>,
    /// Those that were understood; the last of a setting is in force.
    pub(super) assignments: Vec<Assignment>,
    /// Whether `--help` was asked for.
    pub(crate) help: bool,
    /// Everything that is wrong; then the program's own are not made, and the rest is what was understood.
    pub(crate) problems: Vec<SettingProblem>,
    /// The types of the program's own that are there once the problems are mended.
    pub(crate) unmade: Vec<TypeId>,
}

impl Loaded {
    /// Whether a setting may have another value once the problems are mended: what is wrong by the one that it has now
    /// may be a mere consequence.
    pub(crate) fn is_in_doubt(&self, key: &str) -> bool {
        self.problems.iter().any(|problem| problem.casts_doubt_on(key))
    }

    /// The value of a setting that is in force, where anybody has written one.
    pub(super) fn written(&self, key: &str) -> Option<&Assignment> {
        self.assignments.iter().rfind(|assignment| assignment.key == key)
    }

    /// That a setting is of no use to this program, where anybody has written it.
    pub(crate) fn unused(&self, key: &'static str, reason: &'static str) -> Option<SettingProblem> {
        let written = self.written(key)?;
        Some(SettingProblem::Unused { key, source: written.source.clone(), reason })
    }
}

/// Tables of the program's own settings.
#[derive(Default)]
pub(crate) struct OwnTables<'t> {
    /// Those of the packages that are served.
    pub(crate) tables: &'t [&'static SettingsTable],
    /// The structs that the program gives itself: they are not made here, and nothing of theirs can be missing.
    pub(crate) given: &'t [TypeId],
}

/// Reads all sources in their order; the last value of a setting wins, every bad one is reported.
pub(crate) fn load(inputs: Inputs, own: &OwnTables<'_>) -> Loaded {
    let mut problems = Vec::new();
    let variables = variables(&inputs, &mut problems);
    let arguments = Arguments::parse(inputs.arguments.unwrap_or_default(), &mut problems);
    let special = |name: &str| variables.iter().rfind(|(variable, ..)| variable == name);
    let chosen = special("FRAMEWORK_PROFILE");
    let profile = chosen.map_or_else(Profile::default, |(_, name, _)| Profile(name.clone()));

    let argument = arguments.config.map(|path| (path, Source::Argument("--config".to_owned())));
    let named =
        argument.or_else(|| special("FRAMEWORK_CONFIG").map(|(_, path, source)| (path.clone(), source.clone())));
    let file = match named {
        Some((path, source)) if path.is_empty() => {
            let reason = "names no file; leave it out to read framework.toml".to_owned();
            problems.push(SettingProblem::Unreadable { source, reason });
            None
        }
        named => file(&inputs.directory, named.map(|(path, _)| path), &mut problems),
    };
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
        value: Written::Text(value),
        source: Source::Program,
    }));
    problems.extend(contested(own.tables));
    let known = known(&profile, own.tables);
    problems.extend(ambiguous(&known));
    assignments.extend(variables.into_iter().filter_map(|variable| of_variable(variable, &known)));
    assignments.extend(arguments.assignments);

    let mut settings = keys::defaults(&profile);
    let mut understand = |assignment: &Assignment, settings: &mut Settings| {
        let understood = understand(assignment, &known, settings);
        understood.map_err(|problem| problems.push(problem)).is_ok()
    };
    let written: BTreeSet<String> = assignments.iter().map(|assignment| assignment.key.clone()).collect();
    assignments.retain(|assignment| understand(assignment, &mut settings));
    let mut laid_nowhere = settings.clone();
    for assignment in others.iter().flat_map(|(_, assignments)| assignments) {
        understand(assignment, &mut laid_nowhere);
    }

    problems.extend(settings.http.cors.contradictions());
    let mut values = BTreeMap::new();
    for (setting, table) in known.iter().filter_map(|setting| Some((setting, setting.table?))) {
        if let Some(default) = &setting.default {
            let judged = setting.understand(default, &table.source(), &mut laid_nowhere);
            problems.extend(judged.err());
        }
        let set = assignments.iter().rfind(|assignment| assignment.key == setting.name);
        match set.map(|assignment| &assignment.value).or(setting.default.as_ref()) {
            Some(value) => drop(values.insert(setting.name.clone(), value.clone())),
            // What was written and not understood is reported already.
            None if own.is_given(table) || written.contains(&setting.name) => {}
            // Where a whole file cannot be read, it may be there.
            None if problems.iter().any(SettingProblem::hides_others) => {}
            None => problems.push(setting.missing(table)),
        }
    }
    let (mut components, mut unmade) = (Components::default(), Vec::new());
    for table in own.tables.iter().filter(|table| !own.is_given(table)) {
        if problems.is_empty() {
            table.make(&values, &mut components);
        } else {
            unmade.extend((table.ids)());
        }
    }
    Loaded { settings, own: components, profile, known, assignments, help: arguments.help, problems, unmade }
}

impl OwnTables<'_> {
    fn is_given(&self, table: &SettingsTable) -> bool {
        self.given.contains(&(table.ids)()[0])
    }
}

/// Writes a value into the settings, or says why it cannot be.
fn understand(assignment: &Assignment, known: &[Known], settings: &mut Settings) -> Result<(), SettingProblem> {
    let Assignment { key, value, source } = assignment;
    if let Some(setting) = known.iter().find(|known| known.name == *key) {
        return setting.understand(value, source, settings);
    }
    let names = || known.iter().map(|known| known.name.as_str());
    // `port` is `http.port` without its table.
    let within = names().find(|name| name.rsplit_once('.').is_some_and(|(_, last)| last == key));
    let nearest = within.or_else(|| nearest(key, names())).map(str::to_owned);
    Err(SettingProblem::Unknown { key: key.clone(), source: source.clone(), nearest })
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

fn of_variable((name, value, source): (String, String, Source), known: &[Known]) -> Option<Assignment> {
    if name == "FRAMEWORK_CONFIG" || name == "FRAMEWORK_PROFILE" {
        return None;
    }
    let known = known.iter().find(|known| known.variable() == name).map(|known| known.name.clone());
    // An unknown one is reported under the name that it would have.
    let key = known.unwrap_or_else(|| name["FRAMEWORK_".len()..].to_ascii_lowercase().replacen('_', ".", 1));
    Some(Assignment { key, value: Written::Text(value), source })
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

//! Which routes a program serves that links several crates: `tests/linking/programs` holds programs, each with the
//! output that it must have beside it, `tests/linking/libraries` what they link.
//!
//! With `LINKING=release` in the environment they are built with all optimizations across crates, as `.ci/linking`
//! does: the answers are the same.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use serde_json::Value;

macro_rules! programs {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            assert_output(stringify!($name));
        })*
    };
}

programs! {
    answers_one_status_twice
    claims_a_table_of_settings_twice
    claims_one_prefix_twice
    claims_the_table_of_a_library_that_it_does_not_serve
    conflicts_with_a_library
    declares_nothing
    declares_nothing_and_has_no_routes
    declares_nothing_beside_the_work_of_a_library
    embeds_a_folder
    has_no_routes
    lacks_a_component_of_a_library
    leaves_out_the_work_of_a_library
    leaves_out_what_main_does_not_name
    leaves_the_declaration_to_a_library
    links_a_library_that_links
    links_two
    names_a_prefix_that_nobody_claims
    names_a_resource_that_is_not_there
    names_its_own_library
    names_none_of_its_dependencies
    names_one_dependency_and_has_no_routes
    narrows_by_crates
    narrows_by_the_name_of_a_package
    renames_a_dependency
    uses_a_library_that_links
    uses_the_constraint_of_a_library
}

#[test]
fn an_integration_test_names_its_own_library() {
    let expected = SOURCE.join("programs/names_its_own_library/integration_test.txt");
    assert_is(&run("integration_test"), &expected);
}

#[test]
fn every_program_is_run() {
    let mut programs = names(&SOURCE.join("programs"));
    programs.sort();
    assert_eq!(programs, NAMES);
}

fn assert_output(program: &str) {
    assert_is(&run(program), &SOURCE.join("programs").join(program).join("expected.txt"));
}

fn assert_is(output: &str, expected: &Path) {
    let text = fs::read_to_string(expected).unwrap_or_default();
    assert!(output == text, "{} says:\n{text}\nand the program said:\n{output}", expected.display());
}

fn run(program: &str) -> String {
    let mut command = Command::new(PROGRAMS.get(program).expect("cargo built it"));
    // Neither its settings nor its log are those of whoever runs the tests.
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("FRAMEWORK_")) {
        command.env_remove(name);
    }
    let output = command.env_remove("RUST_LOG").current_dir(&*COPY).output().expect("it can be started");
    assert!(output.status.success(), "it panicked: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

static SOURCE: LazyLock<PathBuf> = LazyLock::new(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linking"));

/// A copy, so that neither a lock file nor anything that is built stands among the sources.
static COPY: LazyLock<PathBuf> = LazyLock::new(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("linking"));

/// Where each program is, by its name; built in one run of cargo.
static PROGRAMS: LazyLock<BTreeMap<String, PathBuf>> = LazyLock::new(|| {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&SOURCE, &COPY);
    let manifest = fs::read_to_string(SOURCE.join("Cargo.toml")).expect("the manifest is readable");
    let manifest = manifest.replace("path = \"../..\"", &format!("path = {repository:?}"));
    fs::write(COPY.join("Cargo.toml"), manifest).expect("the manifest can be written");
    // The same versions as everywhere here, so that nothing is asked of the network.
    fs::copy(repository.join("Cargo.lock"), COPY.join("Cargo.lock")).expect("the repository has a lock file");
    let output = Command::new(env::var_os("CARGO").expect("cargo runs the tests"))
        .args(["build", "--offline", "--bins", "--test", "integration_test", "--message-format=json"])
        .args(["--target-dir", "../linking-target"])
        .args(env::var("LINKING").ok().map(|profile| format!("--profile={profile}")))
        .current_dir(&*COPY)
        // `-D warnings` for the repository would make errors of the programs' warnings.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo can be started");
    let messages = String::from_utf8_lossy(&output.stdout);
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).expect("a JSON value a line"));
    let mut programs = BTreeMap::new();
    let mut said = String::new();
    for message in messages {
        said += message["message"]["rendered"].as_str().unwrap_or_default();
        if let (Some(name), Some(path)) = (message["target"]["name"].as_str(), message["executable"].as_str()) {
            programs.insert(name.to_owned(), PathBuf::from(path));
        }
    }
    let said = said + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the programs cannot be built:\n{said}");
    programs
});

/// Makes a folder like another one, and leaves alone what is the same: cargo looks at the times of files.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    let wanted = names(from);
    for gone in names(to).into_iter().filter(|name| !wanted.contains(name)) {
        let gone = to.join(gone);
        let removed = if gone.is_dir() { fs::remove_dir_all(&gone) } else { fs::remove_file(&gone) };
        removed.expect("what is gone can be removed");
    }
    for name in wanted {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else if fs::read(&from).ok() != fs::read(&to).ok() {
            fs::copy(&from, &to).expect("a file can be copied");
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("the folder is readable").file_name().to_string_lossy().into_owned()).collect()
}

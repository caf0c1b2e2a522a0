//! What wins, and what is said of what is wrong.

use std::{fs, path::PathBuf, sync::atomic::AtomicU32, time::Duration};

use super::{Inputs, Loaded, SettingProblem, load};

/// A folder of its own, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("framework-config-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn with(self, name: &str, text: &str) -> Self {
        fs::write(self.0.join(name), text).expect("a file");
        self
    }

    fn inputs(&self) -> Inputs {
        Inputs {
            directory: self.0.clone(),
            environment: Some(Vec::new()),
            arguments: Some(Vec::new()),
            ..Inputs::default()
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _best_effort = fs::remove_dir_all(&self.0);
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn loaded(inputs: Inputs) -> Loaded {
    load(inputs).expect("nothing is wrong")
}

fn problems(inputs: Inputs) -> Vec<String> {
    load(inputs).expect_err("something is wrong").iter().map(SettingProblem::to_string).collect()
}

#[test]
fn the_defaults_are_those_of_the_table() {
    let settings = loaded(Folder::new().inputs()).settings.http;
    assert_eq!(settings.address.to_string(), "127.0.0.1");
    assert_eq!((settings.port, settings.body_limit, settings.target_limit), (8550, 2 << 20, 8 << 10));
    assert_eq!(settings.drain, Duration::from_secs(30));
    assert_eq!(settings.docs, cfg!(debug_assertions));
}

#[cfg(feature = "config")]
#[test]
fn later_sources_win() {
    let folder = Folder::new()
        .with("framework.toml", "[http]\nport = 1\ntarget_limit = \"1 KiB\"\nworkers = 1\n[profile.prod]\nhttp.port = 2\n[profile.dev]\nhttp.port = 9\n")
        .with(".env", "FRAMEWORK_HTTP_PORT=4\nFRAMEWORK_PROFILE=prod\nOTHER=x\n");
    let port = |inputs: Inputs| loaded(inputs).settings.http.port;
    assert_eq!(port(Inputs { environment: None, ..folder.inputs() }), if cfg!(debug_assertions) { 9 } else { 2 });
    let program = || pairs(&[("http.port", "3")]);
    assert_eq!(port(Inputs { program: program(), environment: None, ..folder.inputs() }), 3);
    assert_eq!(port(Inputs { program: program(), ..folder.inputs() }), 4);
    let environment = || Some(pairs(&[("FRAMEWORK_HTTP_PORT", "5"), ("PATH", "/bin")]));
    assert_eq!(port(Inputs { program: program(), environment: environment(), ..folder.inputs() }), 5);
    let arguments = Some(vec!["--http.port=6".to_owned()]);
    let all = loaded(Inputs { program: program(), environment: environment(), arguments, ..folder.inputs() });
    assert_eq!((all.settings.http.port, all.settings.http.workers, all.settings.http.target_limit), (6, 1, 1024));
    assert_eq!(all.profile.0, "prod");
    assert!(!all.settings.http.docs, "off in prod");
}

#[cfg(feature = "config")]
#[test]
fn a_named_file_must_be_there() {
    let folder = Folder::new().with("mine.toml", "http.port = 7");
    let named =
        |name: &str| Inputs { arguments: Some(vec!["--config".to_owned(), name.to_owned()]), ..folder.inputs() };
    assert_eq!(loaded(named("mine.toml")).settings.http.port, 7);
    let problems = problems(named("missing.toml"));
    assert!(problems[0].contains("missing.toml:1: "), "{problems:?}");
}

#[cfg(feature = "config")]
#[test]
fn everything_that_is_wrong_is_said_with_its_place() {
    let folder = Folder::new().with("framework.toml", "[http]\n\nport = 70000\nbody_limit = [1]\nprot = 1\n");
    let found = problems(Inputs {
        program: pairs(&[("http.workers", "none")]),
        environment: Some(pairs(&[("FRAMEWORK_HTTP_BODYLIMIT", "1"), ("FRAMEWORK_HTTP_DRAIN", "soon")])),
        arguments: Some(vec!["--http.docs".to_owned(), "maybe".to_owned()]),
        ..folder.inputs()
    });
    let expected = [
        "framework.toml:3)",
        "framework.toml:4)",
        "framework.toml:5); did you mean `http.port`?",
        "setting `http.workers` cannot be `none` (App::set)",
        "setting `http.bodylimit` is not known (environment variable FRAMEWORK_HTTP_BODYLIMIT); did you mean `http.body_limit`?",
        "setting `http.drain` cannot be `soon` (environment variable FRAMEWORK_HTTP_DRAIN); write a duration",
        "setting `http.docs` cannot be `maybe` (argument --http.docs); write `on` or `off`",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for part in expected {
        assert!(found.iter().any(|problem| problem.contains(part)), "{part}\nis not in\n{found:#?}");
    }
}

#[cfg(feature = "config")]
#[test]
fn a_file_that_is_no_toml_is_said_with_its_line() {
    let folder = Folder::new().with("framework.toml", "[http]\nport = = 1\n");
    let found = problems(folder.inputs());
    assert!(found.iter().all(|problem| problem.contains("framework.toml:2: ")), "{found:?}");
}

#[test]
fn a_date_format_must_be_one_and_suit_its_type() {
    for (key, format, good) in [
        ("http.date_format", "%d.%m.%Y", true),
        ("http.date_format", "yyyy/MM/dd", false),
        ("http.date_format", "%H:%M", false),
        ("http.date_format", "%Q", false),
        ("http.time_format", "%H.%M", true),
        ("http.time_format", "%Y", false),
        ("http.datetime_format", "%Y-%m-%d %H:%M", true),
        ("http.datetime_format", "%z", false),
        ("http.zoned_datetime_format", "%Y %z", true),
    ] {
        let inputs = Inputs { program: pairs(&[(key, format)]), ..Folder::new().inputs() };
        assert_eq!(load(inputs).is_ok(), good, "{key} {format}");
    }
}

//! What wins, and what is said of what is wrong.

use std::{fs, path::PathBuf, sync::atomic::AtomicU32, time::Duration};

use super::{Inputs, KEYS, Loaded, OwnTables, Profile, SettingProblem, Settings, help, load};

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

    #[cfg(feature = "config")]
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

fn arguments(arguments: &[&str]) -> Option<Vec<String>> {
    Some(arguments.iter().map(|argument| (*argument).to_owned()).collect())
}

fn loaded(inputs: Inputs) -> Loaded {
    let loaded = load(inputs, &OwnTables::default());
    assert!(loaded.help || loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded
}

fn problems(inputs: Inputs) -> Vec<String> {
    let problems = load(inputs, &OwnTables::default()).problems;
    assert!(!problems.is_empty(), "something is wrong");
    problems.iter().map(SettingProblem::to_string).collect()
}

#[test]
fn the_defaults_are_those_of_the_table() {
    let settings = loaded(Folder::new().inputs()).settings.http;
    assert_eq!(settings.address.to_string(), "127.0.0.1");
    assert_eq!((settings.port, settings.body_limit, settings.target_limit), (8550, 2 << 20, 8 << 10));
    assert_eq!(settings.drain, Duration::from_secs(30));
    assert_eq!(settings.docs, cfg!(debug_assertions));
}

#[test]
fn every_default_of_the_table_is_one_of_the_values_of_its_setting() {
    for profile in ["dev", "prod"].map(|name| Profile(name.to_owned())) {
        for key in KEYS {
            let default = key.default_in(&profile);
            let mut settings = Settings::default();
            assert!((key.apply)(&mut settings, &default).is_some(), "{}: {default}", key.name);
        }
    }
}

#[test]
fn a_count_is_a_plain_number() {
    for (value, good) in [("1000", true), ("1 kB", false), ("100 B", false), ("1e2", false), ("1001", false)] {
        let inputs = Inputs { program: pairs(&[("http.header_count", value)]), ..Folder::new().inputs() };
        assert_eq!(load(inputs, &OwnTables::default()).problems.is_empty(), good, "{value}");
    }
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

#[test]
fn an_empty_name_names_no_file() {
    let folder = Folder::new();
    let inputs = Inputs { arguments: arguments(&["--config="]), ..folder.inputs() };
    assert_eq!(problems(inputs), ["argument --config: names no file; leave it out to read framework.toml"]);
    let inputs = Inputs { environment: Some(pairs(&[("FRAMEWORK_CONFIG", "")])), ..folder.inputs() };
    let expected = "environment variable FRAMEWORK_CONFIG: names no file; leave it out to read framework.toml";
    assert_eq!(problems(inputs), [expected]);
}

#[cfg(feature = "config")]
#[test]
fn a_file_that_is_no_utf_8_is_said_with_its_line() {
    let folder = Folder::new();
    let expected = "this is no UTF-8; save the file as UTF-8";
    fs::write(folder.0.join("framework.toml"), b"[http]\nserver_header = \"\xfc\"").expect("a file");
    assert_same(problems(folder.inputs()), &[&format!("framework.toml:2: {expected}")], &folder);
    fs::write(folder.0.join("framework.toml"), b"\xff\xfe[\0").expect("a file"); // UTF-16
    assert_same(problems(folder.inputs()), &[&format!("framework.toml:1: {expected}")], &folder);
    fs::write(folder.0.join("framework.toml"), b"\xef\xbb\xbf[http]\r\nport = 7\r\n").expect("a file");
    assert_eq!(loaded(folder.inputs()).settings.http.port, 7, "a mark at its beginning, and lines as of Windows");
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
        assert_eq!(load(inputs, &OwnTables::default()).problems.is_empty(), good, "{key} {format}");
    }
    let found = problems(Inputs { program: pairs(&[("http.date_format", "yyyy/MM/dd")]), ..Folder::new().inputs() });
    assert!(found[0].ends_with("; did you mean `%Y/%m/%d`?"), "{found:?}");
}

#[cfg(feature = "config")]
#[test]
fn an_integer_of_a_file_means_its_number_however_it_is_written() {
    for (written, port) in
        [("0x2166", 8550), ("0o20546", 8550), ("0b1111", 15), ("8_550", 8550), ("0x21_66", 8550), ("+80", 80)]
    {
        let folder = Folder::new().with("framework.toml", &format!("http.port = {written}"));
        assert_eq!(loaded(folder.inputs()).settings.http.port, port, "{written}");
    }
    let folder = Folder::new().with("framework.toml", "http.port = -1\nhttp.header_count = 0xFFFF");
    assert_eq!(problems(folder.inputs()).len(), 2);
}

#[cfg(feature = "config")]
#[test]
fn a_setting_that_takes_several_values_takes_an_array_of_a_file() {
    let folder = Folder::new().with("framework.toml", "session.origins = [\"https://a.org\", \"https://b.org:8443\"]");
    assert_eq!(loaded(folder.inputs()).settings.session.origins, ["https://a.org", "https://b.org:8443"]);
    let folder = folder.with("framework.toml", "session.origins = [\"https://a.org\", [\"https://b.org\"]]");
    assert!(problems(folder.inputs())[0].starts_with("setting `session.origins` cannot be `https://a.org, […]` ("));
}

/// The commented file of the documentation: as it is, and with every setting in force.
#[cfg(feature = "config")]
#[test]
fn the_documented_file_says_the_defaults() {
    let documented = include_str!("../../../docs/framework.toml");
    let is_setting = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && line.len() > 1;
    assert_eq!(documented.lines().filter(is_setting).count(), KEYS.len());
    let in_force = documented.lines().map(|line| line.strip_prefix('#').filter(|_| is_setting(&line)).unwrap_or(line));
    let in_force = in_force.collect::<Vec<_>>().join("\n");
    for (text, assignments) in [(documented, 0), (&in_force, KEYS.len())] {
        for profile in ["dev", "prod"] {
            let folder = Folder::new().with("framework.toml", text);
            let environment = Some(pairs(&[("FRAMEWORK_PROFILE", profile)]));
            let loaded = loaded(Inputs { environment, ..folder.inputs() });
            assert_eq!(loaded.assignments.len(), assignments);
            let defaults = super::keys::defaults(&Profile(profile.to_owned()));
            assert_eq!(format!("{:?}", loaded.settings), format!("{defaults:?}"), "{profile}");
        }
    }
}

#[test]
fn a_server_field_is_one_line_of_visible_characters() {
    for (value, good) in
        [("none", true), ("shop/1.0 (Linux)", true), ("", false), (" a", false), ("a\nb", false), ("ä", false)]
    {
        let inputs = Inputs { program: pairs(&[("http.server_header", value)]), ..Folder::new().inputs() };
        assert_eq!(load(inputs, &OwnTables::default()).problems.is_empty(), good, "{value:?}");
    }
}

#[cfg(feature = "config")]
#[test]
fn a_list_is_refused_as_one() {
    let folder = Folder::new()
        .with("framework.toml", "[http]\nport = [80, 81]\nprot = []\n[[log]]\n[profile.prod]\nhttp.docs = []");
    let expected = [
        "setting `http.port` takes no list (framework.toml:2); write a port, 0 to 65535 (0: the system chooses)",
        "setting `http.prot` is not known (framework.toml:3); did you mean `http.port`?",
        "setting `log` is not known (framework.toml:4); `--help` lists all",
        "setting `http.docs` takes no list (framework.toml:6); write `on` or `off`",
    ];
    assert_same(problems(folder.inputs()), &expected, &folder);
}

#[cfg(feature = "config")]
#[test]
fn the_tables_of_all_profiles_are_checked_and_only_the_active_one_counts() {
    let inputs =
        |folder: &Folder| Inputs { environment: Some(pairs(&[("FRAMEWORK_PROFILE", "dev")])), ..folder.inputs() };
    let folder = Folder::new()
        .with("framework.toml", "[profile.prod.http]\nport = 1\n[profile.dev.http]\nport = 2\n[http]\nport = 3");
    assert_eq!(loaded(inputs(&folder)).settings.http.port, 2);

    let folder = Folder::new().with(
        "framework.toml",
        "[profile.prod]\nhttp.prot = 1\n[profile.dev]\nlog.level = \"loud\"\n[profile.test.http]\ndrain = \"soon\"\n[profile]\nstage = 3",
    );
    let expected = [
        "setting `http.prot` is not known (framework.toml:2); did you mean `http.port`?",
        "setting `log.level` cannot be `loud` (framework.toml:4); write `off`, `error`, `warn`, `info`, `debug` or `trace`",
        "setting `http.drain` cannot be `soon` (framework.toml:6); write a duration, as `30s`",
        "framework.toml:8: `profile.stage` must be a table; write settings under `[profile.stage]`",
    ];
    assert_same(problems(inputs(&folder)), &expected, &folder);

    let folder = Folder::new().with("framework.toml", "\nprofile = 3");
    let expected = ["framework.toml:2: `profile` must be a table; write settings under `[profile.dev]`"];
    assert_same(problems(inputs(&folder)), &expected, &folder);
}

#[test]
fn a_profile_that_nobody_has_described_is_a_mistake() {
    let profile =
        |name: &str| Inputs { environment: Some(pairs(&[("FRAMEWORK_PROFILE", name)])), ..Folder::new().inputs() };
    assert_eq!(loaded(profile("prod")).profile.0, "prod");
    assert_eq!(
        problems(profile("pord")),
        ["profile `pord` is not known (environment variable FRAMEWORK_PROFILE); did you mean `prod`?"]
    );
    assert!(
        problems(profile("elsewhere"))[0]
            .ends_with("; write `dev`, `prod` or one that framework.toml has a table `[profile.…]` for")
    );
}

#[cfg(feature = "config")]
#[test]
fn a_table_describes_a_profile() {
    let folder = Folder::new()
        .with("framework.toml", "[profile.staging]\nhttp.port = 7")
        .with(".env", "FRAMEWORK_PROFILE=staging");
    assert_eq!(loaded(folder.inputs()).settings.http.port, 7);
    let folder = folder.with(".env", "FRAMEWORK_PROFILE=stagin");
    let expected = ["profile `stagin` is not known (.env, variable FRAMEWORK_PROFILE); did you mean `staging`?"];
    assert_same(problems(folder.inputs()), &expected, &folder);
    // Of a file that cannot be read nobody knows which profiles it describes.
    let folder = folder.with("framework.toml", "[profile.stagin]\nhttp.port = = 7");
    assert!(problems(folder.inputs()).iter().all(|problem| problem.contains("framework.toml:2: ")));
}

#[cfg(feature = "config")]
#[test]
fn a_folder_called_dot_env_is_none_of_ours() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join(".env")).expect("a folder");
    assert_eq!(loaded(folder.inputs()).settings.http.port, 8550);
}

#[cfg(feature = "config")]
#[test]
fn a_line_of_dot_env_is_never_repeated_and_stops_the_start_only_if_it_is_ours() {
    let folder = Folder::new().with(
        ".env",
        "DB_PASSWORD=hunter2 and more\nKEY=\"one\n\ntwo\"\n# it's\nNAME=don't\nOPEN=\"never closed\nFRAMEWORK_HTTP_WORKERS=3\n\
         FRAMEWORK_HTTP_PORT=80 hunter3\nFRAMEWORK_HTTP_DRAIN 30s\nexport FRAMEWORK_HTTP_DOCS: on\n\
         FRAMEWORK_HTTP_PORT='80\nDB_PASSWORD=hunter2\nNAME=don't\n",
    );
    let line = "this line cannot be read; write `NAME=value`, a value with spaces in quotes";
    let expected = [9, 10, 11, 12].map(|number| format!(".env:{number}: {line}"));
    assert_eq!(problems(folder.inputs()), expected);

    let folder = folder.with(
        ".env",
        "\u{feff}FRAMEWORK_HTTP_PORT=81\r\nPASSWORD=hunter2 and more\r\nHOST='127.0.0.2'\r\nKEY='-----\r\nFRAMEWORK_HTTP_PORT=1\r\n-----'\r\n\
         MINE=don't\r\nexport FRAMEWORK_HTTP_ADDRESS=\"${HOST}\" # the other one\r\nFRAMEWORK_HTTP_WORKERS=3",
    );
    let http = loaded(folder.inputs()).settings.http;
    assert_eq!((http.port, http.address.to_string().as_str(), http.workers), (81, "127.0.0.2", 3));
}

#[test]
fn what_newcomers_write_is_understood_or_told() {
    let inputs = |written: &[&str]| Inputs { arguments: arguments(written), ..Folder::new().inputs() };
    assert!(loaded(inputs(&["-h"])).help);
    let expected = [
        "argument serve: not understood; settings are written as `--http.port=8088`, and `--help` lists them",
        "setting `port` is not known (argument --port); did you mean `http.port`?",
        "setting `profile` is not known (argument --profile); the profile is the variable `FRAMEWORK_PROFILE`",
    ];
    let mut found = problems(inputs(&["serve", "--port=1", "--profile=prod"]));
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn help_is_printed_though_the_configuration_is_broken() {
    let loaded = loaded(Inputs {
        program: pairs(&[("http.workers", "7"), ("http.workers", "plenty"), ("http.prot", "1")]),
        environment: Some(pairs(&[("FRAMEWORK_PROFILE", "prod")])),
        arguments: arguments(&["--http.port", "--help"]),
        ..Folder::new().inputs()
    });
    let page = help(&loaded);
    assert!(loaded.help && loaded.problems.len() == 3, "{:#?}", loaded.problems);
    for part in ["now      7 (App::set)", "now      8550 (default)", "now      off (default)", "The profile is `prod`"]
    {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
    assert!(!page.contains("plenty"), "{page}");
}

#[cfg(feature = "config")]
fn assert_same(mut found: Vec<String>, expected: &[&str], folder: &Folder) {
    let folder = format!("{}{}", folder.0.display(), std::path::MAIN_SEPARATOR);
    found.iter_mut().for_each(|problem| *problem = problem.replace(&folder, ""));
    found.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

//! What the compiler says about a program: `tests/ui/fail` holds mistakes, one a file, `tests/ui/lean` those that are
//! mistakes because a feature is off, `tests/ui/pass` holds what is unusual and legal, `tests/ui/renamed` what is legal
//! where the framework is a dependency under another name, `web`. `tests/ui/crates` holds the crates that they use.
//!
//! A mistake is judged by comments under the line that must be blamed:
//!
//! ```text
//! fn find() -> Unsupported {
//! //~^ [Unsupported] a handler cannot return `Unsupported`
//! //~| add `#[derive(Bean)]`
//! ```
//!
//! `//~^` is one error: in brackets the exact text that it underlines (optional), then a part of its message; each
//! `^` is one line upwards. `//~|` is a part of a label, note or help of the error before. `//~+ 4` says that as many
//! errors more follow, whatever they are. Nothing else may be an error: one mistake, one error. The compiler's
//! own words and its layout are not looked at, since they differ between toolchains.

use std::{
    collections::BTreeMap,
    env, fmt, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use serde_json::Value;

#[test]
fn a_mistake_is_one_error_where_it_stands() {
    assert_none(CASES.iter().filter(|case| case.must_fail), |case| compare(&case.expectations(), &case.errors()));
}

#[test]
fn what_is_legal_gives_neither_errors_nor_warnings() {
    assert_none(CASES.iter().filter(|case| !case.must_fail), |case| {
        case.diagnostics.iter().map(|diagnostic| format!("unexpected: {diagnostic}")).collect()
    });
}

#[test]
fn what_is_legal_needs_no_cargo() {
    assert!(CASES.iter().any(|case| !case.must_fail), "there are cases, and what they need is compiled");
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let compiled = package.join("target/debug/deps");
    let entries =
        fs::read_dir(&compiled).expect("cargo has compiled").map(|entry| entry.expect("it is readable").path());
    let is_framework = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libframework-") && name.ends_with(".rmeta")
    };
    let modified = |path: &PathBuf| path.metadata().and_then(|file| file.modified()).expect("a time");
    let framework = entries.filter(is_framework).max_by_key(modified).expect("the framework is compiled");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui/renamed/every_macro.rs");
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let of_cargo = env::vars_os().map(|(name, _)| name).filter(|name| name.to_string_lossy().starts_with("CARGO_"));
    for name in of_cargo {
        rustc.env_remove(name);
    }
    let output = rustc
        .args(["--edition", "2024", "--emit", "metadata", "--out-dir"])
        .arg(&package)
        .arg("--extern")
        .arg(format!("web={}", framework.display()))
        .arg("-L")
        .arg(format!("dependency={}", compiled.display()))
        .arg(case)
        .output()
        .expect("rustc can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Shows all complaints about all cases together.
fn assert_none<'a>(cases: impl Iterator<Item = &'a Case>, complaints: impl Fn(&'a Case) -> Vec<String>) {
    let mut wrong = String::new();
    for case in cases {
        let complaints = complaints(case);
        if !complaints.is_empty() {
            wrong += &format!("\n\n=== {}\n\n{}", case.path.display(), complaints.join("\n\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}\n");
}

/// Pairs what is expected with what was said; what is left over on either side is wrong.
fn compare(expectations: &Expectations, errors: &[&Diagnostic]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut unexpected = errors.to_vec();
    for expected in &expectations.errors {
        match unexpected.iter().position(|error| expected.is(error)) {
            Some(index) => drop(unexpected.remove(index)),
            None => complaints.push(format!("expected, and not there: {expected}")),
        }
    }
    let starts_with_ours = errors.first().is_some_and(|first| expectations.errors.iter().any(|ours| ours.is(first)));
    if unexpected.len() != expectations.more || !starts_with_ours {
        if expectations.more > 0 {
            complaints.push(format!(
                "expected {} errors more, after ours; found {}",
                expectations.more,
                unexpected.len()
            ));
        }
        complaints.extend(unexpected.iter().map(|error| format!("unexpected: {error}")));
    }
    complaints
}

/// All of them, compiled in one run of cargo for each choice of features.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut cases = list(&folder.join("fail"), true);
    cases.extend(list(&folder.join("pass"), false));
    let lean = list(&folder.join("lean"), true);
    let renamed = list(&folder.join("renamed"), false);
    compiled(cases, "framework", r#"features = ["sessions", "ws"]"#)
        .chain(compiled(lean, "framework", "default-features = false"))
        .chain(compiled(renamed, "web", "default-features = false"))
        .collect()
});

/// The cases, with what the compiler said of them; `name` is what they call the framework.
fn compiled(mut cases: Vec<Case>, name: &str, features: &str) -> impl Iterator<Item = Case> {
    let (mut said, cargo_said) = check(&cases, name, features);
    for case in &mut cases {
        let diagnostics = said.remove(&case.path);
        case.diagnostics = diagnostics.unwrap_or_else(|| panic!("no case can be compiled:\n{cargo_said}"));
    }
    cases.into_iter()
}

/// A program, and what the compiler said about it.
struct Case {
    path: PathBuf,
    source: String,
    must_fail: bool,
    diagnostics: Vec<Diagnostic>,
}

fn list(folder: &Path, must_fail: bool) -> Vec<Case> {
    let entries = fs::read_dir(folder).expect("the folder of cases is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.sort();
    let case = |path: PathBuf| {
        let source = fs::read_to_string(&path).expect("a case is readable");
        Case { path, source, must_fail, diagnostics: Vec::new() }
    };
    paths.into_iter().map(case).collect()
}

/// Makes one package of all cases and checks it. Gives the diagnostics of every file that was compiled, and what cargo
/// said besides.
fn check(cases: &[Case], name: &str, features: &str) -> (BTreeMap<PathBuf, Vec<Diagnostic>>, String) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let write = |folder: &Path, manifest: String| {
        fs::create_dir_all(folder).expect("the package's folder can be made");
        fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    };
    write(&package, manifest(repository, cases, name, features));
    for (name, kind) in CRATES {
        write(&package.join(name), manifest_of_crate(repository, name, kind));
    }
    // The same versions as everywhere here, so that nothing is asked of the network.
    fs::copy(repository.join("Cargo.lock"), package.join("Cargo.lock")).expect("the repository has a lock file");
    let output = Command::new(env::var_os("CARGO").expect("cargo runs the tests"))
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format=json", "--target-dir", "target"])
        .current_dir(&package)
        // `-D warnings` for the repository would make errors of the cases' warnings.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo can be started");
    let mut said = BTreeMap::<_, Vec<_>>::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).expect("cargo writes a JSON value a line");
        let Some(file) = message["target"]["src_path"].as_str().map(|path| package.join(path)) else { continue };
        let diagnostic = Diagnostic::new(&message["message"], &package, &file);
        said.entry(file).or_default().extend(diagnostic);
    }
    let elsewhere = said.iter().filter(|(file, _)| !cases.iter().any(|case| case.path == **file));
    let errors = elsewhere.flat_map(|(_, diagnostics)| diagnostics).filter(|diagnostic| diagnostic.is_error());
    let errors: String = errors.map(|error| format!("{error}\n")).collect();
    (said, errors + &String::from_utf8_lossy(&output.stderr))
}

/// Crates that the cases use, and what makes more of each than a library.
const CRATES: [(&str, &str); 3] = [("kit", ""), ("kit_macros", "proc-macro = true\n"), ("response", "")];

fn manifest_of_crate(repository: &Path, name: &str, kind: &str) -> String {
    let source = repository.join("tests/ui/crates").join(format!("{name}.rs"));
    let framework = if kind.is_empty() {
        format!("[dependencies]\nframework = {{ path = {repository:?}, default-features = false }}\n")
    } else {
        String::new()
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = {source:?}\n{kind}\n{framework}"
    )
}

/// What a manifest may say without giving a name to the framework.
const OTHER_NAMES: &str =
    "[features]\nframework = []\n\n[package.metadata.other]\nother = { package = \"framework\" }\n\n";

fn manifest(repository: &Path, cases: &[Case], name: &str, features: &str) -> String {
    let bins = cases.iter().map(|case| {
        let name = case.path.file_stem().unwrap_or_default().display();
        let folder = if case.must_fail { "fail" } else { "pass" };
        format!("[[bin]]\nname = \"{folder}-{name}\"\npath = {:?}\n", case.path)
    });
    let (before, crates) = if name == "framework" {
        ("", CRATES.map(|(name, _)| format!("{name} = {{ path = {name:?} }}\n")).concat())
    } else {
        (OTHER_NAMES, String::new())
    };
    format!(
        "[package]\nname = \"ui\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n{before}\
         [dependencies]\n{name} = {{ package = \"framework\", path = {repository:?}, {features} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
         thiserror = \"2\"\nuuid = {{ version = \"1\", default-features = false }}\n{crates}\n\
         [workspace]\n\n{}",
        bins.collect::<String>()
    )
}

/// An error or a warning of the compiler.
struct Diagnostic {
    level: String,
    message: String,
    /// The line and the text that it underlines.
    blamed: Option<(usize, String)>,
    /// Labels, notes and helps.
    details: Vec<String>,
    rendered: String,
}

impl Diagnostic {
    fn new(json: &Value, package: &Path, file: &Path) -> Option<Self> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (level, message, spans) = (text(&json["level"]), text(&json["message"]), json["spans"].as_array()?);
        let sums_up = spans.is_empty() && (message.starts_with("aborting due to") || message.ends_with("emitted"));
        if sums_up || !["error", "warning"].contains(&level.as_str()) {
            return None;
        }
        let primary = spans.iter().find(|span| span["is_primary"] == true);
        let labels = spans.iter().map(|span| text(&span["label"]));
        let children = json["children"].as_array()?.iter().map(|child| text(&child["message"]));
        Some(Diagnostic {
            level,
            message,
            blamed: primary.and_then(|span| blamed(span, package, file)),
            details: labels.chain(children).collect(),
            rendered: text(&json["rendered"]),
        })
    }

    fn is_error(&self) -> bool {
        self.level == "error"
    }
}

/// The line and the text of a span, in the file or where the file calls the macro that wrote it.
fn blamed(span: &Value, package: &Path, file: &Path) -> Option<(usize, String)> {
    if package.join(span["file_name"].as_str()?) != file {
        return blamed(&span["expansion"]["span"], package, file);
    }
    let number = |key: &str| span[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let source = fs::read_to_string(file).ok()?;
    let text = source.get(number("byte_start")?..number("byte_end")?)?;
    Some((number("line_start")?, text.to_owned()))
}

impl Case {
    fn errors(&self) -> Vec<&Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect()
    }

    fn expectations(&self) -> Expectations {
        let mut expectations = Expectations::default();
        for (index, line) in self.source.lines().enumerate() {
            let Some((_, comment)) = line.split_once("//~") else { continue };
            let (marker, text) = comment.split_once(' ').unwrap_or((comment, ""));
            match (marker, expectations.errors.last_mut()) {
                ("|", Some(error)) => error.details.push(text.to_owned()),
                ("+", _) => expectations.more = text.parse().expect("`//~+` is followed by a number"),
                (carets, _) if !carets.is_empty() && carets.bytes().all(|byte| byte == b'^') => {
                    expectations.errors.push(Expected::new(index + 1 - carets.len(), text));
                }
                _ => panic!("{}:{}: `{comment}` is no expectation", self.path.display(), index + 1),
            }
        }
        assert!(!expectations.errors.is_empty(), "{} expects no error", self.path.display());
        expectations
    }
}

/// What the comments of a case say.
#[derive(Default)]
struct Expectations {
    errors: Vec<Expected>,
    /// How many errors follow, whatever they are.
    more: usize,
}

struct Expected {
    line: usize,
    blamed: Option<String>,
    message: String,
    details: Vec<String>,
}

impl Expected {
    fn new(line: usize, text: &str) -> Self {
        let (blamed, message) = match text.strip_prefix('[').and_then(|text| text.split_once("] ")) {
            Some((blamed, message)) => (Some(blamed.to_owned()), message),
            None => (None, text),
        };
        Expected { line, blamed, message: message.to_owned(), details: Vec::new() }
    }

    fn is(&self, error: &Diagnostic) -> bool {
        let place = error.blamed.as_ref().is_some_and(|(line, text)| {
            *line == self.line && self.blamed.as_ref().is_none_or(|blamed| covers(blamed, text))
        });
        let said = |detail: &String| error.details.iter().any(|said| said.contains(detail));
        place && error.message.contains(&self.message) && self.details.iter().all(said)
    }
}

/// A nightly compiler can point into a text in quotes, where a stable one underlines all of it.
fn covers(expected: &str, blamed: &str) -> bool {
    expected == blamed || (expected.ends_with('"') && expected.contains(blamed))
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(blamed) = &self.blamed {
            write!(f, ", `{blamed}`")?;
        }
        write!(f, ": {}", self.message)?;
        self.details.iter().try_for_each(|detail| write!(f, " … {detail}"))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.blamed {
            Some((line, text)) => writeln!(f, "line {line}, `{text}`:")?,
            None => writeln!(f, "no line of the file:")?,
        }
        f.write_str(self.rendered.trim_end())
    }
}

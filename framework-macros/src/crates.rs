//! Which crates the compiler was given, and under which names: its command line says so.
//!
//! An editor's own analysis has no such command line. There the framework's name is looked for in `Cargo.toml`, and of
//! everything else nothing is known.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use crate::surroundings::Source;

/// The name that the package gives to the framework, where that is another one: `web = { package = "framework" }`.
pub(crate) fn renamed_framework() -> Option<String> {
    match &*COMPILATION {
        Some(compilation) => compilation.renamed("framework"),
        None => renamed_in_manifest(),
    }
}

/// Whether a name is certainly that of a crate, which calls itself so.
pub(crate) fn has(name: &str, known_as: &str) -> bool {
    COMPILATION.as_ref().is_some_and(|it| it.crates.iter().any(|given| given.name == name && given.is(known_as)))
}

/// Whether no crate has a name: it is not given, and the root of this crate makes none of it.
pub(crate) fn lacks(name: &str) -> bool {
    COMPILATION
        .as_ref()
        .is_some_and(|it| it.crates.iter().all(|given| given.name != name) && Source::of(&it.root).is_only_a_path(name))
}

/// Whether macros come from nowhere but imports: the root of this crate says of none that it is everywhere.
pub(crate) fn imports_macros() -> bool {
    COMPILATION.as_ref().is_some_and(|it| Source::of(&it.root).lacks_word("macro_use"))
}

/// The file of the root of this crate.
pub(crate) fn root() -> Option<&'static Path> {
    COMPILATION.as_ref().map(|it| it.root.as_path())
}

/// What rustc calls this crate.
pub(crate) fn name() -> String {
    COMPILATION.as_ref().and_then(|it| it.name.clone()).unwrap_or_else(|| "main".to_owned())
}

/// What rustc was told.
struct Compilation {
    crates: Vec<Given>,
    name: Option<String>,
    /// The file of the crate's root.
    root: PathBuf,
}

/// `--extern name=path`
struct Given {
    name: String,
    path: Option<PathBuf>,
}

static COMPILATION: LazyLock<Option<Compilation>> = LazyLock::new(|| {
    let arguments = env::args_os().skip(1).filter_map(|argument| argument.into_string().ok());
    Compilation::new(arguments.flat_map(expanded))
});

/// The arguments in a file, which stands for them where they are many.
fn expanded(argument: String) -> Vec<String> {
    match argument.strip_prefix('@').map(fs::read_to_string) {
        Some(text) => text.unwrap_or_default().lines().map(str::to_owned).collect(),
        None => vec![argument],
    }
}

impl Compilation {
    /// None where it is no command line of rustc that has crates.
    fn new(arguments: impl Iterator<Item = String>) -> Option<Self> {
        let (mut crates, mut name, mut root) = (Vec::new(), None, PathBuf::new());
        let mut arguments = arguments.peekable();
        while let Some(argument) = arguments.next() {
            if argument == "--extern" {
                crates.extend(arguments.next().map(|written| Given::new(&written)));
            } else if let Some(written) = argument.strip_prefix("--extern=") {
                crates.push(Given::new(written));
            } else if argument == "--crate-name" {
                name = arguments.next();
            } else if !argument.starts_with('-') && argument.ends_with(".rs") {
                name = name.or_else(|| Some(Path::new(&argument).file_stem()?.to_str()?.replace('-', "_")));
                root = PathBuf::from(argument);
            }
        }
        (!crates.is_empty()).then_some(Compilation { crates, name, root })
    }

    /// The name of a crate that nothing is called by its own name.
    fn renamed(&self, name: &str) -> Option<String> {
        let mut named = self.crates.iter().filter(|given| given.is(name)).map(|given| &given.name);
        let first = named.next()?;
        (first != name && named.all(|other| other != name)).then(|| first.clone())
    }
}

impl Given {
    /// `priv,noprelude:name=path`, of which all but the name may be left out.
    fn new(written: &str) -> Self {
        let (name, path) = written.split_once('=').map_or((written, None), |(name, path)| (name, Some(path)));
        let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
        Given { name: name.to_owned(), path: path.map(PathBuf::from) }
    }

    /// Whether it is the crate of a name: rustc writes it as `libname-1234.rmeta`.
    fn is(&self, name: &str) -> bool {
        let Some(path) = &self.path else { return self.name == name };
        let file = path.file_stem().and_then(|file| file.to_str()).unwrap_or_default();
        let file = file.strip_prefix("lib").unwrap_or(file);
        file.split_once('-').map_or(file, |(file, _)| file) == name
    }
}

fn renamed_in_manifest() -> Option<String> {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)?;
    let mut manifests =
        folder.ancestors().map(|folder| folder.join("Cargo.toml")).filter_map(|file| fs::read_to_string(file).ok());
    let own = manifests.next()?;
    if has_key(&own, "framework") {
        return None;
    }
    // Of a dependency that is the workspace's, its manifest says what it is.
    let name = renamed(&own).or_else(|| manifests.find_map(|manifest| renamed(&manifest)))?;
    has_key(&own, &name).then(|| name.replace('-', "_"))
}

/// The key of the dependency whose package is the framework.
fn renamed(manifest: &str) -> Option<String> {
    let lines: Vec<_> = manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')).collect();
    let index = lines.iter().position(|line| line.replace(' ', "").contains("package=\"framework\""))?;
    let key = match lines[index].split_once('=')?.0.trim() {
        "package" => lines[..index].iter().rev().find(|line| line.starts_with('['))?.trim_end_matches(']'),
        key => key.trim_end_matches(".package"),
    };
    Some(key.rsplit('.').next()?.trim_matches(['[', '"']).to_owned())
}

/// Whether a manifest has a dependency of a name: as a key, or at the end of a table's name.
fn has_key(manifest: &str, name: &str) -> bool {
    let key = |line: &str| line.trim().strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '=', '.']));
    manifest.lines().any(key) || manifest.contains(&format!(".{name}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compilation(arguments: &str) -> Option<Compilation> {
        Compilation::new(arguments.split(' ').map(str::to_owned))
    }

    #[test]
    fn crates_are_what_the_compiler_is_given() {
        for (arguments, name) in [
            ("--crate-name a a.rs --extern web=/target/libframework-1f.rmeta", Some("web")),
            ("--extern=priv,noprelude:web=C:/target/libframework-1f.rlib", Some("web")),
            ("--extern framework=/t/libframework-1f.rmeta --extern web=/t/libframework-2f.rmeta", None),
            ("--extern web=/t/libframework-1f.rmeta --extern framework=/t/libframework-1f.rmeta", None),
            ("--extern framework=/t/libother-1f.rmeta --extern web=/t/libframework-1f.rmeta", Some("web")),
            ("--extern framework", None),
            ("--extern kit=/t/libframework_kit-1f.rmeta", None),
        ] {
            assert_eq!(compilation(arguments).expect("crates").renamed("framework").as_deref(), name, "{arguments}");
        }
        assert!(compilation("--server").is_none());
        let named = compilation("--crate-name b src/a.rs --extern serde=/t/libserde-1.rmeta -o c").expect("crates");
        assert_eq!((named.name.as_deref(), &*named.root), (Some("b"), Path::new("src/a.rs")));
        assert_eq!(compilation("src/a.rs --extern serde").expect("crates").name.as_deref(), Some("a"));
    }

    #[test]
    fn a_renamed_dependency_is_the_key_of_its_package() {
        for (manifest, name) in [
            ("[dependencies]\nweb = { version = \"1\", package = \"framework\" }", Some("web")),
            ("[dependencies]\nweb-kit = {package=\"framework\"}", Some("web-kit")),
            ("[target.'cfg(unix)'.dependencies.web]\npath = \"..\"\npackage = \"framework\"", Some("web")),
            ("[workspace.dependencies]\nweb.package = \"framework\"", Some("web")),
            ("[package]\nname = \"framework\"\n[dependencies]\nframework = \"1\"", None),
            ("# web = { package = \"framework\" }", None),
        ] {
            assert_eq!(renamed(manifest).as_deref(), name, "{manifest}");
        }
    }
}

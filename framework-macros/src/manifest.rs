//! The package's `Cargo.toml`, as far as it says which crates there are, and under which names.

use std::{
    env,
    path::{Path, PathBuf},
    rc::Rc,
};

use crate::surroundings::Source;

/// Whether the package may depend on a crate: its manifest names it.
pub(crate) fn may_depend_on(name: &str) -> bool {
    manifests().next().is_none_or(|manifest| names(&manifest.text.replace('-', "_"), name))
}

/// The name that the package gives to the framework, where that is another one: `web = { package = "framework" }`.
pub(crate) fn renamed_dependency() -> Option<String> {
    let own = manifests().next()?;
    if has_key(&own.text, "framework") {
        return None;
    }
    // Of a dependency that is the workspace's, its manifest says what it is.
    let name = manifests().find_map(|manifest| renamed(&manifest.text))?;
    has_key(&own.text, &name).then(|| name.replace('-', "_"))
}

/// The package's manifest, and those of the folders around it.
fn manifests() -> impl Iterator<Item = Rc<Source>> {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let folders: Vec<_> = folder.ancestors().map(Path::to_owned).collect();
    let sources = folders.into_iter().map(|folder| Source::of(&folder.join("Cargo.toml")));
    sources.filter(|source| !source.text.is_empty())
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

/// Whether a manifest has a dependency: by its name, or renamed.
fn names(manifest: &str, name: &str) -> bool {
    has_key(manifest, name) || manifest.contains(&format!("\"{name}\""))
}

/// Whether a manifest has a dependency of a name: as a key, or at the end of a table's name.
fn has_key(manifest: &str, name: &str) -> bool {
    let key = |line: &str| line.trim().strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '=', '.']));
    manifest.lines().any(key) || manifest.contains(&format!(".{name}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_named_in_the_manifest() {
        for has in ["axum = \"0.8\"", "axum.workspace = true", "[dependencies.axum]", "web = { package = \"axum\" }"] {
            assert!(names(has, "axum"), "{has}");
        }
        assert!(!names("[package]\nname = \"like_axum\"\n[dependencies]\naxum_extra = \"1\"", "axum"));
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

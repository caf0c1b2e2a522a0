//! The architecture, proved by reading the sources: a group of modules imports its own or those before it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The groups, in order; a module that is not here fails the test.
const GROUPS: [&[&str]; 5] = [
    &[
        "body",
        "config",
        "context",
        "cookie",
        "cookie_key",
        "heads",
        "invalid",
        "panics",
        "prefixes",
        "request",
        "resources",
        "schema",
        "session",
        "status",
        "stream",
        "takeover",
        "urls",
        "watch",
    ],
    &["bean", "extract", "files", "multipart", "respond", "switching", "websocket"],
    &["registry", "route", "router"],
    &[
        "application",
        "around",
        "checks",
        "contract",
        "controllers",
        "front",
        "health",
        "listener",
        "middleware",
        "near_misses",
        "openapi",
        "provide",
        "selection",
        "service",
        "start_error",
        "tls",
        "websocket_queue",
    ],
    &["server", "testing"],
];

#[test]
fn a_module_imports_no_later_group() {
    let wrong = imports().into_iter().flat_map(|(module, imports)| {
        let own = group(&module);
        let later = imports.into_iter().filter(move |(import, _)| group(import) > own);
        later.map(move |(import, place)| format!("{place}: {module} imports {import}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_imports_testing_and_only_the_server_knows_connections() {
    for (module, imports) in imports() {
        let testing = imports.iter().find(|(import, _)| import == "testing" && module != "testing");
        assert!(testing.is_none(), "{testing:?}");
    }
    for (path, text) in sources(&core()) {
        let knows = text.contains("hyper::server") || text.contains("TcpListener") && !names_a_listener(&path);
        assert!(!knows || path.contains("/server/"), "{path} touches sockets");
    }
}

/// What a program says about listeners holds those that it has opened itself.
fn names_a_listener(path: &str) -> bool {
    path.ends_with("/application/mod.rs") || path.ends_with("/src/listener.rs")
}

#[test]
fn the_registry_is_read_in_one_place() {
    for (path, text) in sources(&core()) {
        let reads = text.contains("inventory::iter::<&'static Route>");
        assert!(!reads || path.ends_with("registry.rs"), "{path} reads the registry");
    }
}

#[test]
fn the_macros_know_no_core_and_the_core_knows_no_syntax() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = |name: &str| fs::read_to_string(root.join(name).join("Cargo.toml")).expect("a manifest");
    let dependencies = |text: String| text.split("[dev-dependencies]").next().unwrap_or_default().to_owned();
    assert!(!dependencies(manifest("framework-macros")).contains("framework-core"));
    for crate_of_macros in ["syn", "quote", "framework-macros"] {
        assert!(!dependencies(manifest("framework-core")).contains(&format!("{crate_of_macros}.workspace")));
    }
}

#[test]
fn one_file_of_the_macros_names_the_runtime() {
    let macros = Path::new(env!("CARGO_MANIFEST_DIR")).join("framework-macros/src");
    for (path, text) in sources(&macros) {
        let names =
            text.lines().any(|line| line.contains("::framework::__private") && !line.trim_start().starts_with("//"));
        assert!(!names || path.ends_with("runtime.rs"), "{path} names the runtime");
    }
}

fn core() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("framework-core/src")
}

fn group(module: &str) -> usize {
    let found = GROUPS.iter().position(|group| group.contains(&module));
    found.unwrap_or_else(|| panic!("module `{module}` belongs to no group; add it to this test and to ARCHITECTURE.md"))
}

/// What each module imports of the others, with the place.
fn imports() -> BTreeMap<String, Vec<(String, String)>> {
    let mut imports: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (path, text) in sources(&core()) {
        let inside = path.rsplit("/src/").next().unwrap_or_default().to_owned();
        let module = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "private" {
            continue;
        }
        let found = modules(&text).into_iter().map(|import| (import, inside.clone()));
        imports.entry(module).or_default().extend(found);
    }
    imports
}

/// The modules named in `crate::x` and `use crate::{x::…, y}`.
fn modules(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut item = String::new();
                for character in list.chars() {
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => found.push(std::mem::take(&mut item)),
                        other if depth == 0 => item.push(other),
                        _ => {}
                    }
                }
                found.push(item);
            }
            None => found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()),
        }
    }
    let first = |path: String| path.trim().split("::").next().unwrap_or_default().trim().to_owned();
    // Types are re-exported at the root; modules are lower case.
    found.into_iter().map(first).filter(|name| name.chars().next().is_some_and(char::is_lowercase)).collect()
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources.extend(self::sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push((path.display().to_string(), fs::read_to_string(&path).expect("a source")));
        }
    }
    sources
}

//! Creates a program with `framework`:
//!
//! ```sh
//! cargo run -p framework-new -- ../my-app
//! ```
//!
//! It writes a crate that works: controllers in its library, a `main` that runs them, a test, settings and a Dockerfile.
//! It never overwrites anything.

#![allow(clippy::print_stdout)] // a command speaks

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The files, and what is in them.
const FILES: [(&str, &str); 9] = [
    ("Cargo.toml", include_str!("../template/manifest.toml")),
    ("src/lib.rs", include_str!("../template/lib.rs")),
    ("src/notes.rs", include_str!("../template/notes.rs")),
    ("src/main.rs", include_str!("../template/main.rs")),
    ("tests/notes.rs", include_str!("../template/test.rs")),
    ("framework.toml", include_str!("../template/framework.toml")),
    ("Dockerfile", include_str!("../template/Dockerfile")),
    (".gitignore", include_str!("../template/gitignore")),
    (".dockerignore", include_str!("../template/dockerignore")),
];

fn main() -> ExitCode {
    match begin(env::args_os().skip(1).map(PathBuf::from).collect()) {
        Ok(folder) => {
            println!("Created {}. Next:\n\n    cd {}", folder.display(), folder.display());
            println!("    cargo run        # http://127.0.0.1:8550\n    cargo test");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the program; gives its folder.
fn begin(arguments: Vec<PathBuf>) -> Result<PathBuf, String> {
    let [folder] = <[PathBuf; 1]>::try_from(arguments)
        .map_err(|_| "write the folder of the program: `cargo run -p framework-new -- ../my-app`".to_owned())?;
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    check(&name)?;
    let failed = |what: &Path, error: io::Error| format!("{} cannot be written: {error}", what.display());
    match fs::read_dir(&folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => return Err(format!("{} is not empty; choose a new folder", folder.display())),
        Ok(false) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&folder, error)),
    }
    let framework = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".."));
    // Text in quotes of TOML: a backslash would begin an escape.
    let framework = framework.display().to_string().replace('\\', "/");
    for (path, template) in FILES {
        let path = folder.join(path);
        let text = template.replace("{name}", &name).replace("{crate}", &name.replace('-', "_"));
        let text = text.replace("{framework}", &framework);
        fs::create_dir_all(path.parent().unwrap_or(&folder)).map_err(|error| failed(&path, error))?;
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    Ok(folder)
}

/// A name that cargo takes for a package, and Rust for a crate.
fn check(name: &str) -> Result<(), String> {
    const TAKEN: [&str; 9] = ["framework", "test", "core", "std", "alloc", "proc_macro", "build", "deps", "examples"];
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    let goes_on = name.chars().all(|each| each.is_ascii_lowercase() || each.is_ascii_digit() || "-_".contains(each));
    let is_keyword =
        ["as", "async", "await", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum"]
            .iter()
            .chain(&[
                "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match",
            ])
            .chain(&[
                "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
            ])
            .chain(&["trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while"])
            .chain(&["abstract", "become", "yield"])
            .any(|keyword| *keyword == name);
    if begins && goes_on && !is_keyword && !TAKEN.contains(&name) {
        return Ok(());
    }
    Err(format!(
        "`{name}` cannot be the name of a crate; write one such as `my-app`, of small letters, digits, `-` and `_`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_of_a_crate() {
        for name in ["a", "my-app", "my_app2"] {
            assert_eq!(check(name), Ok(()));
        }
        for name in ["", "2app", "My-App", "my app", "fn", "self", "test", "framework", "a.b", "ä", "-a"] {
            assert!(check(name).is_err(), "{name}");
        }
    }

    #[test]
    fn what_is_there_is_not_written_over() {
        let folder = env::temp_dir().join(format!("framework-new-{}", std::process::id())).join("my-app");
        assert_eq!(begin(vec![folder.clone()]), Ok(folder.clone()));
        assert!(begin(vec![folder.clone()]).expect_err("it is there").contains("is not empty"));
        for (path, _) in FILES {
            let text = fs::read_to_string(folder.join(path)).expect(path);
            assert!(["{name}", "{crate}", "{framework}"].iter().all(|mark| !text.contains(mark)), "{path}:\n{text}");
        }
        fs::remove_dir_all(folder.parent().expect("a parent")).expect("it can be removed");
        assert!(begin(Vec::new()).expect_err("no folder").contains("framework-new"));
    }
}

//! What `framework-new` writes is a program that compiles without a warning, tests and all. `.ci/template` runs it.

use std::{env, fs, path::Path, process::Command};

#[test]
fn a_new_program_compiles_with_its_tests() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template/my-app");
    let _not_there = fs::remove_dir_all(&folder);
    let cargo = || Command::new(env::var_os("CARGO").expect("cargo runs the tests"));
    let begun = cargo()
        .args(["run", "--offline", "--quiet", "-p", "framework-new", "--"])
        .arg(&folder)
        .current_dir(repository)
        .output()
        .expect("cargo can be started");
    assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
    // The same versions as everywhere here, so that nothing is asked of the network.
    fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the repository has a lock file");
    // The folder of the programs that must not compile has everything compiled already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui/target");
    let checked = cargo()
        .args(["check", "--offline", "--all-targets", "--target-dir"])
        .arg(target)
        .current_dir(&folder)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo can be started");
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success() && !said.contains("warning"), "{said}");
}

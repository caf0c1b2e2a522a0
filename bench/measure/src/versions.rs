//! What was compared, and where.

use std::{fs, process::Command};

use serde_json::{Map, Value};

use crate::{Result, arguments::Arguments, build, table::Table};

const CRATES: [&str; 10] =
    ["hyper", "tokio", "actix-web", "axum", "ntex", "poem", "rocket", "salvo", "xitca-web", "serde_json"];

pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let mut versions = vec![
        ("date", said_by("date", &["--utc", "+%Y-%m-%d"])?),
        ("compiler", said_by("rustc", &["--version"])?),
        ("system", system()?),
        ("processor", processor()?),
    ];
    let lock = fs::read_to_string(build::manifest().with_file_name("Cargo.lock"))?;
    for name in CRATES {
        versions.push((name, locked(&lock, name).join(", ")));
    }
    let mut table = Table::new("versions", "What was compared", ["what", "version"]);
    for (name, version) in &versions {
        table.add([*name, version]);
    }
    let figures: Map<_, _> = versions.into_iter().map(|(name, version)| (name.to_owned(), version.into())).collect();
    arguments.report(&[table], &Value::Object(figures))?;
    Ok(true)
}

/// All versions of a crate in a lock file.
fn locked<'a>(lock: &'a str, name: &str) -> Vec<&'a str> {
    let head = format!("\nname = \"{name}\"\nversion = \"");
    lock.split(&head).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn said_by(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn system() -> Result<String> {
    let (kernel, release) = (said_by("uname", &["--kernel-name"])?, said_by("uname", &["--kernel-release"])?);
    Ok(format!("{kernel} {}", release.split('-').next().unwrap_or_default()))
}

fn processor() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let names: Vec<_> = processors.lines().filter(|line| line.starts_with("model name")).collect();
    let name = names.first().and_then(|line| line.split_once(": ")).map_or("unknown", |(_, name)| name);
    Ok(format!("{} of {name}", names.len()))
}

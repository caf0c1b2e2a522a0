use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use crate::{Result, server::Server};

/// Builds servers, each by itself, so that none gets the features of a shared dependency that another asks for.
pub(crate) fn build(servers: &[&Server]) -> Result<()> {
    let mut packages: Vec<_> = servers.iter().map(|server| server.program).collect();
    packages.dedup();
    packages.into_iter().try_for_each(|package| cargo(package, None))
}

/// How long a server takes to build from nothing, in a folder of its own.
pub(crate) fn time(server: &Server) -> Result<Duration> {
    let folder = manifest().with_file_name("target").join("build-time");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let start = Instant::now();
    cargo(server.program, Some(&folder))?;
    let took = start.elapsed();
    fs::remove_dir_all(&folder)?;
    Ok(took)
}

fn cargo(package: &str, folder: Option<&Path>) -> Result<()> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["build", "--quiet", "--release", "--locked", "--package", package]);
    cargo.arg("--manifest-path").arg(manifest());
    if let Some(folder) = folder {
        cargo.arg("--target-dir").arg(folder);
    }
    let status = cargo.status()?;
    if status.success() { Ok(()) } else { Err(format!("{package} does not build").into()) }
}

/// That of the workspace.
pub(crate) fn manifest() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("Cargo.toml")
}

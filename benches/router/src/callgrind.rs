use std::{env, fs, process::Command};

use crate::Result;

pub(crate) fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

/// All instructions of this program with these arguments; the profile stays beside it, for `callgrind_annotate`.
pub(crate) fn total(arguments: [&str; 5]) -> Result<u64> {
    let program = env::current_exe()?;
    let folder = program.with_file_name("router-profiles");
    fs::create_dir_all(&folder)?;
    let profile = folder.join(format!("{}.callgrind", arguments.join("-").replace(' ', "_")));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(program)
        .args(arguments)
        .output()?;
    if !output.status.success() {
        return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    fs::read_to_string(profile)?
        .lines()
        .find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())
        .ok_or_else(|| "callgrind wrote no total".into())
}

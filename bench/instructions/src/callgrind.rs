use std::{fs, process::Command};

use crate::{
    Result,
    route::Route,
    server::{self, Server},
};

pub(crate) fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

/// All instructions of a server's life in which it answers so many requests.
pub(crate) fn total(server: &Server, route: &Route, requests: usize) -> Result<u64> {
    let profile = server::folder()?.join(format!("{}.{}.callgrind", server.name, route.name));
    let mut valgrind = Command::new("valgrind");
    valgrind.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", profile.display())).arg(server.path()?);

    let mut running = server.start_under(valgrind)?;
    let mut connection = running.connect()?;
    route.ask(&mut connection, requests)?;
    drop(connection);
    running.stop()?;

    fs::read_to_string(profile)?
        .lines()
        .find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())
        .ok_or_else(|| "callgrind wrote no total".into())
}

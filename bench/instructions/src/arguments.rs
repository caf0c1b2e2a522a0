use std::{env, path::PathBuf, process};

use crate::{
    Result,
    route::PIPELINED,
    server::{SERVERS, Server},
};

/// The command line.
pub(crate) struct Arguments {
    pub(crate) servers: Vec<&'static Server>,
    pub(crate) requests: usize,
    pub(crate) json: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn read() -> Result<Self> {
        let mut servers = None;
        let mut requests = 2_000_usize;
        let mut json = None;
        let mut given = env::args().skip(1);
        while let Some(name) = given.next() {
            if name == "--help" {
                println!("{}", usage());
                process::exit(0);
            }
            let value = given.next().ok_or_else(|| format!("`{name}` has no value\n{}", usage()))?;
            match name.as_str() {
                "--servers" => servers = Some(named(&value)?),
                "--requests" => requests = value.parse()?,
                "--json" => json = Some(PathBuf::from(value)),
                _ => return Err(format!("no option `{name}`\n{}", usage()).into()),
            }
        }
        Ok(Self {
            servers: match servers {
                Some(servers) => servers,
                None => built(),
            },
            requests: requests.max(1).next_multiple_of(PIPELINED),
            json,
        })
    }
}

fn usage() -> String {
    format!(
        "usage: instructions [--servers <name>,…] [--requests <number>] [--json <file>]\n\
         servers: {}\n\
         requests: 2000 per route unless told, rounded up to a multiple of {PIPELINED}",
        SERVERS.map(|server| server.name).join(", ")
    )
}

fn named(names: &str) -> Result<Vec<&'static Server>> {
    names
        .split(',')
        .map(|name| {
            let server = SERVERS
                .iter()
                .find(|server| server.name == name)
                .ok_or_else(|| format!("no server `{name}`\n{}", usage()))?;
            if server.is_built() { Ok(server) } else { Err(format!("server `{name}` is not built").into()) }
        })
        .collect()
}

/// All servers, except those that are not built, which are named.
fn built() -> Vec<&'static Server> {
    let (built, missing): (Vec<&Server>, Vec<_>) = SERVERS.iter().partition(|server| server.is_built());
    for server in missing {
        println!("{}: skipped: not built", server.name);
    }
    built
}

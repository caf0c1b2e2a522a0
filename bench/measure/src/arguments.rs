use std::{env, fs, path::PathBuf, process, str::FromStr, time::Duration};

use serde_json::Value;

use crate::{
    Result,
    route::{self, Route},
    server::{SERVERS, Server},
    table::Table,
};

/// What is measured.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Command {
    Instructions,
    Load,
    Runtimes,
    Scale,
    Versions,
}

const COMMANDS: [(&str, Command); 5] = [
    ("instructions", Command::Instructions),
    ("load", Command::Load),
    ("runtimes", Command::Runtimes),
    ("scale", Command::Scale),
    ("versions", Command::Versions),
];

impl Command {
    /// What it takes besides the servers.
    pub(crate) fn programs(self) -> &'static [&'static str] {
        match self {
            Command::Instructions | Command::Scale => &["valgrind"],
            Command::Load => &["wrk", "taskset"],
            Command::Runtimes => &["wrk"],
            Command::Versions => &[],
        }
    }
}

/// The command line.
pub(crate) struct Arguments {
    pub(crate) command: Command,
    pub(crate) servers: Vec<&'static Server>,
    pub(crate) routes: Vec<Route>,
    pub(crate) requests: usize,
    pub(crate) rounds: usize,
    pub(crate) duration: Duration,
    pub(crate) connections: usize,
    pub(crate) build_times: bool,
    pub(crate) compare: Option<PathBuf>,
    json: Option<PathBuf>,
    into: Vec<PathBuf>,
}

const USAGE: &str = "\
usage: measure <command> [<option> …]

instructions             instructions of each request, by callgrind
  --requests <number>    2000 for each route, unless told
  --compare <file>       beside figures that --json has written: fails where a ratio to bare hyper has grown by over 2 %
load                     time of each request, requests a second and latencies under load, by wrk; memory, start, size
  --rounds <number>      5, unless told
  --seconds <number>     2 for each server, route and round, unless told
  --connections <number> 32, unless told
  --build-times          how long each takes to build from nothing, too; takes many minutes
runtimes                 the two runtimes under even and uneven load, by wrk; --rounds and --seconds as above
scale                    what many routes, many connections and slow handlers cost; fails where a bound is broken
versions                 what was compared, and where

for each of them, where it makes sense:
  --servers <name>,…     only these
  --routes <name>,…      only these
  --json <file>          the figures as JSON, too
  --into <file>          writes each table into a page, between `<!-- its name -->` and `<!-- end -->`; may be repeated";

impl Arguments {
    pub(crate) fn read() -> Result<Self> {
        let mut given = env::args().skip(1);
        let command = given.next().ok_or(USAGE)?;
        if command == "--help" {
            println!("{USAGE}\n\nservers: {}", SERVERS.map(|server| server.name).join(", "));
            process::exit(0);
        }
        let mut arguments = Self {
            command: named(&command, "command", &COMMANDS, |(name, _)| name)?.1,
            servers: SERVERS.iter().collect(),
            routes: route::measured()?,
            requests: 2_000,
            rounds: 5,
            duration: Duration::from_secs(2),
            connections: 32,
            build_times: false,
            compare: None,
            json: None,
            into: Vec::new(),
        };
        while let Some(option) = given.next() {
            let mut value = || given.next().ok_or_else(|| format!("`{option}` has no value"));
            match option.as_str() {
                "--servers" => {
                    let names = value()?;
                    let servers = names.split(',').map(|name| named(name, "server", &SERVERS, |server| server.name));
                    arguments.servers = servers.collect::<Result<_>>()?;
                }
                "--routes" => {
                    let names = value()?;
                    let routes =
                        names.split(',').map(|name| named(name, "route", &arguments.routes, |route| &route.name));
                    arguments.routes = routes.map(|route| route.cloned()).collect::<Result<_>>()?;
                }
                "--requests" => arguments.requests = number(&value()?)?,
                "--rounds" => arguments.rounds = number(&value()?)?,
                "--seconds" => arguments.duration = Duration::from_secs(number(&value()?)?),
                "--connections" => arguments.connections = number(&value()?)?,
                "--build-times" => arguments.build_times = true,
                "--compare" => arguments.compare = Some(value()?.into()),
                "--json" => arguments.json = Some(value()?.into()),
                "--into" => arguments.into.push(value()?.into()),
                _ => return Err(format!("no option `{option}`\n\n{USAGE}").into()),
            }
        }
        Ok(arguments)
    }

    /// Prints tables, and writes them and the figures wherever the command line says.
    pub(crate) fn report(&self, tables: &[Table], figures: &Value) -> Result<()> {
        for table in tables {
            println!("{}\n\n{table}\n", table.title);
        }
        if let Some(file) = &self.json {
            fs::write(file, format!("{figures:#}\n"))?;
        }
        for file in &self.into {
            let page = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            fs::write(file, tables.iter().fold(page, |page, table| table.put_into(&page)))?;
        }
        Ok(())
    }
}

fn named<'a, T>(name: &str, kind: &str, known: &'a [T], name_of: impl Fn(&'a T) -> &'a str) -> Result<&'a T> {
    let found = known.iter().find(|item| name_of(item) == name);
    found.ok_or_else(|| {
        let known = known.iter().map(name_of).collect::<Vec<_>>().join(", ");
        format!("no {kind} `{name}`; there are {known}").into()
    })
}

/// One or more.
fn number<T: FromStr<Err: std::error::Error + 'static> + PartialOrd + From<u8>>(value: &str) -> Result<T> {
    let number: T = value.parse()?;
    if number < T::from(1) { Err("a number must be one or more".into()) } else { Ok(number) }
}

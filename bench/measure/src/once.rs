//! What is measured of each server once: memory, start, size, building.

use std::{
    fs,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    Result,
    arguments::Arguments,
    build,
    load::{load, pinned},
    process,
    rounds::Rounds,
    route::Route,
    server::Server,
    table::Table,
    wrk::Load,
};

pub(crate) struct Once {
    pub(crate) server: &'static str,
    /// Kibibytes after the first answer.
    idle: u64,
    /// The most kibibytes while every route was asked by many.
    loaded: u64,
    /// From the start of the process to the first answer.
    start: Duration,
    /// Bytes of the executable.
    size: u64,
    build: Option<Duration>,
}

impl Once {
    pub(crate) fn measure_all(arguments: &Arguments) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        let mut built = None;
        for server in &arguments.servers {
            // A program is built once, however many servers it is.
            let is_built = built.replace(server.program) == Some(server.program);
            all.push(Self::measure(server, arguments, arguments.build_times && !is_built)?);
        }
        Ok(all)
    }

    fn measure(server: &'static Server, arguments: &Arguments, builds: bool) -> Result<Self> {
        eprintln!("{}: memory, start{}", server.name, if builds { ", building" } else { "" });
        let measure = || {
            let (idle, loaded) = memory(server, arguments)?;
            Ok(Self {
                server: server.name,
                idle,
                loaded,
                start: start(server, &arguments.routes[0])?,
                size: fs::metadata(server.path()?)?.len(),
                build: if builds { Some(build::time(server)?) } else { None },
            })
        };
        measure().map_err(|error: Box<dyn std::error::Error>| format!("{}: {error}", server.name).into())
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "idle_kibibytes": self.idle,
            "loaded_kibibytes": self.loaded,
            "start_milliseconds": self.start.as_secs_f64() * 1e3,
            "size_bytes": self.size,
            "build_seconds": self.build.map(|build| build.as_secs_f64()),
        })
    }
}

fn memory(server: &Server, arguments: &Arguments) -> Result<(u64, u64)> {
    let mut running = server.start_under(&mut pinned(server)?, 1)?;
    let load = Load { connections: 256, duration: Duration::from_secs(1), ..load(arguments) };
    let mut idle = None;
    for route in &arguments.routes {
        let length = route.ask(&mut running.connect()?, 1)?;
        idle = idle.or(Some(process::resident(running.id())?));
        load.put(running.address, route, length)?;
    }
    let loaded = process::most_resident(running.id())?;
    running.stop()?;
    Ok((idle.unwrap_or_default(), loaded))
}

/// The median of some starts.
fn start(server: &Server, route: &Route) -> Result<Duration> {
    let once = || -> Result<f64> {
        let begun = Instant::now();
        let mut running = server.start(1)?;
        route.ask(&mut running.connect()?, 1)?;
        let took = begun.elapsed().as_secs_f64();
        running.stop()?;
        Ok(took)
    };
    let starts = (0..11).map(|_| once()).collect::<Result<_>>()?;
    Ok(Duration::from_secs_f64(Rounds::new(starts).median()))
}

pub(crate) fn table(all: &[Once]) -> Table {
    let title = "Memory after the first answer and the most of it while 256 connections ask for every route, time from \
                 the start of the process to the first answer, size of the executable, time of a clean build";
    let head = ["server", "idle, MiB", "loaded, MiB", "start, ms", "size, MiB", "build, s"];
    let mut table = Table::new("once", title, head);
    for once in all {
        let mebibytes = |kibibytes: u64| format!("{:.1}", kibibytes as f64 / 1024.0);
        table.add([
            once.server.to_owned(),
            mebibytes(once.idle),
            mebibytes(once.loaded),
            format!("{:.1}", once.start.as_secs_f64() * 1e3),
            mebibytes(once.size / 1024),
            once.build.map_or_else(|| "–".to_owned(), |build| format!("{:.0}", build.as_secs_f64())),
        ]);
    }
    table
}

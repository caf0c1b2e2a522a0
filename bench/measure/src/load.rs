//! Servers under load: one worker on one processor, wrk on another. Rounds are interleaved, so that what else happens on
//! the machine happens to all of them, and each server is compared with the floor of the same round.

use std::{collections::BTreeMap, process::Command, thread};

use serde_json::{Value, json};

use crate::{
    Result,
    arguments::Arguments,
    build,
    once::{self, Once},
    process,
    rounds::Rounds,
    route::Route,
    server::{FLOOR, Server},
    table::{Table, grouped},
    wrk::Load,
};

/// Of one route of one server.
#[derive(Clone, Copy)]
struct Measured {
    /// Microseconds for each request.
    cpu: f64,
    requests_per_second: f64,
    median_latency: f64,
    p99_latency: f64,
}

/// By server and route, one for each round.
type All = BTreeMap<(&'static str, String), Vec<Measured>>;

pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    if thread::available_parallelism()?.get() < 2 {
        println!("skipped: the server and wrk need a processor each");
        return Ok(true);
    }
    build::build(&arguments.servers)?;
    for server in &arguments.servers {
        server.check(&arguments.routes).map_err(|error| format!("{}: {error}", server.name))?;
    }
    let mut all = All::new();
    for round in 0..arguments.rounds {
        for route in &arguments.routes {
            eprintln!("round {} of {}: {}", round + 1, arguments.rounds, route.name);
            // Each is first in turn.
            let from = round % arguments.servers.len();
            for server in arguments.servers[from..].iter().chain(&arguments.servers[..from]) {
                let measured =
                    measure(server, route, arguments).map_err(|error| format!("{}: {error}", server.name))?;
                all.entry((server.name, route.name.clone())).or_default().push(measured);
            }
        }
    }
    let once = Once::measure_all(arguments)?;
    let tables = [cpu(arguments, &all), rate(arguments, &all), latency(arguments, &all), once::table(&once)];
    arguments.report(&tables, &figures(arguments, &all, &once))?;
    Ok(true)
}

/// The command that keeps a server on the first processor.
pub(crate) fn pinned(server: &Server) -> Result<Command> {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", "0"]).arg(server.path()?);
    Ok(command)
}

/// What asks it, on the second one.
pub(crate) fn load(arguments: &Arguments) -> Load {
    Load { threads: 1, connections: arguments.connections, duration: arguments.duration, processor: Some(1) }
}

fn measure(server: &Server, route: &Route, arguments: &Arguments) -> Result<Measured> {
    // Also warms it up.
    const CHECKED: usize = 512;
    let mut running = server.start_under(&mut pinned(server)?, 1)?;
    let length = route.ask(&mut running.connect()?, CHECKED)?;
    let before = process::cpu_time(running.id())?;
    let seen = load(arguments).put(running.address, route, length)?;
    let cpu = process::cpu_time(running.id())? - before;
    route.ask(&mut running.connect()?, CHECKED)?;
    running.stop()?;
    Ok(Measured {
        cpu: cpu.as_secs_f64() * 1e6 / seen.requests,
        requests_per_second: seen.requests_per_second,
        median_latency: seen.median_latency,
        p99_latency: seen.p99_latency,
    })
}

fn cpu(arguments: &Arguments, all: &All) -> Table {
    let title = "Processor time of the server for each request in µs, the median of the rounds; in brackets the ratio to \
                 bare hyper of the same round, and where its median lies";
    table("load-cpu", title, arguments, |server, route| {
        compared(all, server, route, |measured| measured.cpu, |median| format!("{median:.2}"))
    })
}

fn rate(arguments: &Arguments, all: &All) -> Table {
    let title = "Requests a second of one worker, the median of the rounds; in brackets the ratio to bare hyper of the \
                 same round, and where its median lies";
    table("load-rate", title, arguments, |server, route| {
        let grouped = |median: f64| grouped(median.round() as u64);
        compared(all, server, route, |measured| measured.requests_per_second, grouped)
    })
}

/// A figure, and beside it its ratio to the floor.
fn compared(
    all: &All,
    server: &Server,
    route: &Route,
    figure: impl Fn(&Measured) -> f64,
    shown: impl Fn(f64) -> String,
) -> String {
    let median = shown(rounds(all, server, route, &figure).median());
    match ratios(all, server, route, &figure) {
        Some(ratio) if server.name != FLOOR => {
            let (low, high) = ratio.interval();
            format!("{median} ({:.2}, {low:.2}–{high:.2})", ratio.median())
        }
        _ => median,
    }
}

fn latency(arguments: &Arguments, all: &All) -> Table {
    let title = "Latency under this load in µs, the median and the slowest of a hundred";
    table("load-latency", title, arguments, |server, route| {
        let median = rounds(all, server, route, |measured| measured.median_latency).median();
        let p99 = rounds(all, server, route, |measured| measured.p99_latency).median();
        // Of requests that were sent together, wrk tells no more than when the last of them was answered.
        if route.at_once > 1 {
            return "–".to_owned();
        }
        format!("{} / {}", grouped(median.round() as u64), grouped(p99.round() as u64))
    })
}

fn table(
    name: &'static str,
    title: &'static str,
    arguments: &Arguments,
    cell: impl Fn(&Server, &Route) -> String,
) -> Table {
    let routes = arguments.routes.iter();
    let mut table = Table::new(name, title, ["server"].into_iter().chain(routes.map(|route| route.name.as_str())));
    for server in &arguments.servers {
        let cells = arguments.routes.iter().map(|route| cell(server, route));
        table.add([server.name.to_owned()].into_iter().chain(cells));
    }
    table
}

fn rounds(all: &All, server: &Server, route: &Route, figure: impl Fn(&Measured) -> f64) -> Rounds {
    Rounds::new(all[&(server.name, route.name.clone())].iter().map(figure).collect())
}

/// Beside the floor, round for round, where it was measured.
fn ratios(all: &All, server: &Server, route: &Route, figure: impl Fn(&Measured) -> f64) -> Option<Rounds> {
    let floor = all.get(&(FLOOR, route.name.clone()))?;
    let measured = &all[&(server.name, route.name.clone())];
    Some(Rounds::new(measured.iter().zip(floor).map(|(measured, floor)| figure(measured) / figure(floor)).collect()))
}

fn figures(arguments: &Arguments, all: &All, once: &[Once]) -> Value {
    let mut servers = json!({});
    for ((server, route), measured) in all {
        let list = |figure: fn(&Measured) -> f64| measured.iter().map(figure).collect::<Vec<_>>();
        servers[server][route] = json!({
            "cpu_microseconds": list(|measured| measured.cpu),
            "requests_per_second": list(|measured| measured.requests_per_second),
            "p50_microseconds": list(|measured| measured.median_latency),
            "p99_microseconds": list(|measured| measured.p99_latency),
        });
    }
    for once in once {
        servers[once.server]["once"] = once.to_json();
    }
    json!({ "connections": arguments.connections, "seconds": arguments.duration.as_secs(), "servers": servers })
}

//! The two runtimes of this framework, two workers on all processors: under even load, and while a few others ask for
//! answers that take long to write.

use std::{thread, time::Duration};

use serde_json::{Value, json};

use crate::{
    Result,
    arguments::Arguments,
    build, process,
    rounds::Rounds,
    route::{self, Route},
    server::{SERVERS, Server},
    table::{Table, grouped},
    wrk::{Load, Seen},
};

const WORKERS: usize = 2;

const LOADS: [(&str, bool); 2] = [("even", false), ("uneven", true)];

struct Measured {
    server: &'static str,
    load: &'static str,
    /// Microseconds for each request.
    cpu: Rounds,
    p99_latency: Rounds,
    requests_per_second: Rounds,
    lists_per_second: Rounds,
}

pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let servers: Vec<_> = SERVERS.iter().filter(|server| ["ours", "ours-per-core"].contains(&server.name)).collect();
    build::build(&servers)?;
    let mut measured = Vec::new();
    for (load, uneven) in LOADS {
        let mut rounds = vec![Vec::new(); servers.len()];
        for round in 0..arguments.rounds {
            eprintln!("{load} load: round {} of {}", round + 1, arguments.rounds);
            for (server, rounds) in servers.iter().zip(&mut rounds) {
                rounds.push(measure(server, uneven, arguments)?);
            }
        }
        for (server, rounds) in servers.iter().zip(rounds) {
            let column = |at: usize| Rounds::new(rounds.iter().map(|figures: &[f64; 4]| figures[at]).collect());
            measured.push(Measured {
                server: server.name,
                load,
                cpu: column(0),
                p99_latency: column(1),
                requests_per_second: column(2),
                lists_per_second: column(3),
            });
        }
    }
    arguments.report(&[table(&measured)], &figures(&measured))?;
    Ok(true)
}

/// Microseconds of processor time for each answer of either kind; latency and rate of the short ones; rate of the lists.
fn measure(server: &Server, uneven: bool, arguments: &Arguments) -> Result<[f64; 4]> {
    let mut running = server.start(WORKERS)?;
    let routes = route::measured()?;
    let named = |name: &str| routes.iter().find(|route| route.name == name).ok_or("no such route");
    let (short, long) = (named("plaintext")?, named("list")?);
    let mut connection = running.connect()?;
    let (short_length, long_length) = (short.ask(&mut connection, 512)?, long.ask(&mut connection, 64)?);
    drop(connection);
    let (id, address) = (running.id(), running.address);
    let even = Load { threads: 2, connections: 32, duration: arguments.duration, processor: None };
    let beside = Load { threads: 1, connections: 3, ..even };
    let put = |load: Load, route: &Route, length| load.put(address, route, length).map_err(|error| error.to_string());

    let before = process::cpu_time(id)?;
    let (seen, others) = thread::scope(|scope| {
        let others = uneven.then(|| scope.spawn(|| put(beside, long, long_length)));
        let seen = put(even, short, short_length)?;
        let others = others.map(|others| others.join().map_err(|_| "wrk's thread panicked".to_owned())?).transpose()?;
        Ok::<(Seen, Option<Seen>), String>((seen, others))
    })?;
    let cpu: Duration = process::cpu_time(id)? - before;
    running.stop()?;
    let (lists, lists_per_second) = others.map_or((0.0, 0.0), |others| (others.requests, others.requests_per_second));
    let cpu = cpu.as_secs_f64() * 1e6 / (seen.requests + lists);
    Ok([cpu, seen.p99_latency, seen.requests_per_second, lists_per_second])
}

fn table(all: &[Measured]) -> Table {
    let title = "The runtimes with two workers: 32 connections ask for plaintext, in the uneven load 3 more for the list; \
                 medians, and in brackets where they lie";
    let mut table = Table::new(
        "runtimes",
        title,
        [
            "load",
            "runtime",
            "processor time for each request, µs",
            "p99 of plaintext, ms",
            "plaintext a second",
            "lists a second",
        ],
    );
    for measured in all {
        let ranged = |rounds: &Rounds, unit: f64, digits: usize| {
            let (low, high) = rounds.interval();
            let [median, low, high] = [rounds.median(), low, high].map(|figure| figure / unit);
            format!("{median:.digits$} ({low:.digits$}–{high:.digits$})")
        };
        table.add([
            measured.load.to_owned(),
            if measured.server == "ours" { "work-stealing" } else { "per-core" }.to_owned(),
            ranged(&measured.cpu, 1.0, 2),
            ranged(&measured.p99_latency, 1_000.0, 1),
            grouped(measured.requests_per_second.median().round() as u64),
            grouped(measured.lists_per_second.median().round() as u64),
        ]);
    }
    table
}

fn figures(all: &[Measured]) -> Value {
    let range = |rounds: &Rounds| {
        let (low, high) = rounds.interval();
        json!([low, rounds.median(), high])
    };
    let figures = all.iter().map(|measured| {
        json!({
            "server": measured.server,
            "load": measured.load,
            "cpu_microseconds": range(&measured.cpu),
            "p99_microseconds": range(&measured.p99_latency),
            "requests_per_second": range(&measured.requests_per_second),
            "lists_per_second": range(&measured.lists_per_second),
        })
    });
    figures.collect()
}

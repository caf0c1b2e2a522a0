//! What many routes, many connections and slow handlers cost this framework, and whether it is more than it may be.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    Result,
    arguments::Arguments,
    build,
    connection::Connection,
    instructions, process,
    rounds::Rounds,
    route::{self, Route},
    server::{Running, Server, settings},
    table::{Table, grouped},
};

const SCALE: Server =
    Server { name: "scale", program: "bench-scale", arguments: |address, workers| settings(address, workers, &[]) };

/// Hundreds of routes that stand beside the ten.
const HUNDREDS: [usize; 3] = [0, 2, 100];

pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    build::build(&[&SCALE])?;
    let mut bounds = Bounds(Vec::new());
    routes(&mut bounds)?;
    short_connections(&mut bounds)?;
    slow_handlers(&mut bounds)?;
    arguments.report(&[bounds.table()], &bounds.figures())?;
    Ok(bounds.0.iter().all(Bound::holds))
}

/// What was measured, and the most that it may be.
struct Bound {
    what: String,
    figure: f64,
    most: f64,
}

impl Bound {
    fn holds(&self) -> bool {
        self.figure <= self.most
    }
}

struct Bounds(Vec<Bound>);

impl Bounds {
    fn add(&mut self, what: impl Into<String>, figure: f64, most: f64) {
        self.0.push(Bound { what: what.into(), figure, most });
    }

    fn table(&self) -> Table {
        let mut table = Table::new("scale", "What scale costs", ["what", "measured", "at most"]);
        for bound in &self.0 {
            let broken = if bound.holds() { "" } else { " BROKEN" };
            table.add([bound.what.clone(), shown(bound.figure), format!("{}{broken}", shown(bound.most))]);
        }
        table
    }

    fn figures(&self) -> Value {
        self.0
            .iter()
            .map(|Bound { what, figure, most }| json!({ "what": what, "figure": figure, "most": most }))
            .collect()
    }
}

/// Small figures to the thousandth, others whole.
fn shown(figure: f64) -> String {
    if figure.fract() == 0.0 || figure >= 100.0 { grouped(figure.round() as u64) } else { format!("{figure:.3}") }
}

/// Start, memory and a request, with ten routes and with more.
fn routes(bounds: &mut Bounds) -> Result<()> {
    let asked = route::text("users", "/users/7", "7");
    let (mut counts, mut memory, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    for hundreds in HUNDREDS {
        eprintln!("{} routes", 10 + 100 * hundreds);
        let under = |command: &mut Command| SCALE.start_under(command.env("HUNDREDS", hundreds.to_string()), 1);
        let mut times = Vec::new();
        for _ in 0..5 {
            let begun = Instant::now();
            let mut running = under(&mut Command::new(SCALE.path()?))?;
            asked.ask(&mut running.connect()?, 1)?;
            times.push(begun.elapsed().as_secs_f64() * 1e3);
            if times.len() == 5 {
                memory.push(process::resident(running.id())? as f64 / 1024.0);
            }
            running.stop()?;
        }
        starts.push(Rounds::new(times).median());
        let path = SCALE.path()?;
        counts.push(instructions::count(&asked, 2_000, &format!("scale.{hundreds}"), |valgrind| {
            under(valgrind.arg(&path))
        })? as f64);
    }
    bounds.add("instructions of a request beside 210 routes, times those beside 10", counts[1] / counts[0], 1.02);
    bounds.add("beside 10,010 routes", counts[2] / counts[0], 1.05);
    bounds.add("start with 10,010 routes, ms", starts[2], 500.0);
    bounds.add("memory for 10,000 more routes, MiB", memory[2] - memory[0], 32.0);
    Ok(())
}

/// Connections of one request each, 50,000 of them within a minute.
fn short_connections(bounds: &mut Bounds) -> Result<()> {
    const CONNECTIONS: usize = 50_000;
    eprintln!("{CONNECTIONS} short connections");
    let mut running = SCALE.start(1)?;
    drop(running.connect()?);
    // By then the allocator has what it needs.
    connect_briefly(running.address, CONNECTIONS / 5)?;
    let before = settled(&running)?;
    let begun = Instant::now();
    connect_briefly(running.address, CONNECTIONS)?;
    let took = begun.elapsed();
    let after = settled(&running)?;
    running.stop()?;
    bounds.add("50,000 connections of one request each, s", took.as_secs_f64(), 60.0);
    bounds.add("memory after them, times that before", after.0 as f64 / before.0 as f64, 1.1);
    bounds.add("descriptors after them, more than before", after.1 as f64 - before.1 as f64, 0.0);
    Ok(())
}

fn connect_briefly(address: SocketAddr, connections: usize) -> Result<()> {
    const CLIENTS: usize = 4;
    let client = || -> std::io::Result<()> {
        for _ in 0..connections / CLIENTS {
            let mut stream = TcpStream::connect(address)?;
            stream.write_all(b"GET /plaintext HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            if !(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nHello, World!")) {
                return Err(std::io::Error::other(format!("answered `{answer}`")));
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients.into_iter().try_for_each(|client| Ok(client.join().map_err(|_| "a client panicked")??))
    })
}

/// Kibibytes and descriptors, when connections have had time to end.
fn settled(running: &Running) -> Result<(u64, usize)> {
    thread::sleep(Duration::from_secs(2));
    Ok((process::resident(running.id())?, process::descriptors(running.id())?))
}

/// A handler that blocks for a second, on one worker, and others meanwhile.
fn slow_handlers(bounds: &mut Bounds) -> Result<()> {
    const AT_ONCE: usize = 8;
    eprintln!("slow handlers");
    let slow = route::text("slow", "/slow", "at last");
    let quick = route::text("plaintext", "/plaintext", "Hello, World!");
    let mut running = SCALE.start(1)?;
    let mut connection = running.connect()?;
    let connections = (0..AT_ONCE).map(|_| running.connect()).collect::<Result<Vec<_>>>()?;
    let begun = Instant::now();
    let (waits, took) = thread::scope(|scope| {
        let ask = |mut connection| slow.ask(&mut connection, 1).map_err(|error| error.to_string());
        let asking: Vec<_> = connections.into_iter().map(|connection| scope.spawn(move || ask(connection))).collect();
        let waits = waits(&quick, &mut connection, Duration::from_millis(900))?;
        for asking in asking {
            asking.join().map_err(|_| "a client panicked")??;
        }
        Ok::<_, Box<dyn std::error::Error>>((waits, begun.elapsed()))
    })?;
    running.stop()?;
    bounds.add("8 handlers that block for 1 s, at once, ms", took.as_secs_f64() * 1e3, 1_900.0);
    bounds.add("slowest other answer meanwhile, ms", Rounds::new(waits).most(), 250.0);
    Ok(())
}

/// Milliseconds that each answer takes, one asked after the other for some time.
fn waits(route: &Route, connection: &mut Connection, time: Duration) -> Result<Vec<f64>> {
    let begun = Instant::now();
    let mut waits = Vec::new();
    while begun.elapsed() < time {
        let asked = Instant::now();
        route.ask(connection, 1)?;
        waits.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    Ok(waits)
}

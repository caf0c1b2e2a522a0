//! Counts the instructions that each server spends on a request of each route, with valgrind's
//! callgrind, after checking every answer.
//!
//! A server is run twice, with N and with 2 N requests; the difference, divided by N, is free of
//! start and end.

mod arguments;
mod callgrind;
mod connection;
mod report;
mod route;
mod server;

use std::{error::Error, fs, process::ExitCode};

use arguments::Arguments;
use report::Figures;
use route::Route;
use server::Server;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments = Arguments::read()?;
    if !callgrind::is_installed() {
        println!("skipped: valgrind not found");
        return Ok(());
    }
    let routes = route::measured()?;
    let mut figures = Figures::new(arguments.requests, &routes);
    for server in &arguments.servers {
        eprintln!("{}: checking, then counting", server.name);
        let counts =
            measure(server, &routes, arguments.requests).map_err(|error| format!("{}: {error}", server.name))?;
        figures.add(server.name, counts);
    }
    println!("{}", figures.to_markdown());
    if let Some(file) = &arguments.json {
        fs::write(file, figures.to_json()?)?;
    }
    Ok(())
}

fn measure(server: &Server, routes: &[Route], requests: usize) -> Result<Vec<u64>> {
    check(server, routes)?;
    routes.iter().map(|route| count(server, route, requests)).collect()
}

/// Asks every route once, the dummy routes too, without valgrind.
fn check(server: &Server, routes: &[Route]) -> Result<()> {
    let mut running = server.start()?;
    let mut connection = running.connect()?;
    for route in routes.iter().chain(&route::unmeasured()?) {
        route.ask(&mut connection, 1)?;
    }
    drop(connection);
    running.stop()
}

/// Instructions per request.
fn count(server: &Server, route: &Route, requests: usize) -> Result<u64> {
    let once = callgrind::total(server, route, requests)?;
    let twice = callgrind::total(server, route, 2 * requests)?;
    let difference = twice.checked_sub(once).ok_or("twice the requests took fewer instructions")?;
    Ok(difference / requests as u64)
}

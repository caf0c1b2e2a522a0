//! Instructions for each request, by valgrind's callgrind. A server is run twice, with N and with 2 N requests; the
//! difference, divided by N, is free of start and end.

use std::{fs, process::Command};

use serde_json::{Map, Value, json};

use crate::{
    Result,
    arguments::Arguments,
    build, guard,
    route::Route,
    server::{self, FLOOR, Running, Server},
    table::{Table, grouped},
};

/// Instructions per request of one server, in the order of the routes.
type Counts = (&'static Server, Vec<u64>);

pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    build::build(&arguments.servers)?;
    let counts = arguments.servers.iter().map(|server| counts(server, arguments)).collect::<Result<Vec<_>>>()?;
    let floor = counts.iter().find(|(server, _)| server.name == FLOOR).map(|(_, counts)| counts.as_slice());
    let (settings, shipped): (Vec<_>, Vec<_>) = counts.iter().partition(|(server, _)| server.is_changed());
    let mut tables = Vec::new();
    for (name, title, counts) in [("instructions", SHIPPED, shipped), ("instructions-settings", SETTINGS, settings)] {
        if !counts.is_empty() {
            tables.push(table(name, title, &arguments.routes, &counts, floor));
        }
    }
    arguments.report(&tables, &figures(arguments, &counts))?;
    match &arguments.compare {
        Some(file) => guard::holds(&figures(arguments, &counts), file),
        None => Ok(true),
    }
}

fn counts(server: &'static Server, arguments: &Arguments) -> Result<Counts> {
    eprintln!("{}: checking, then counting", server.name);
    let measure = || {
        server.check(&arguments.routes)?;
        let path = server.path()?;
        arguments
            .routes
            .iter()
            .map(|route| {
                let name = format!("{}.{}", server.name, route.name);
                count(route, arguments.requests, &name, |valgrind| server.start_under(valgrind.arg(&path), 1))
            })
            .collect::<Result<_>>()
    };
    let counts = measure().map_err(|error| format!("{}: {error}", server.name))?;
    Ok((server, counts))
}

/// Instructions per request of a server that is started under valgrind; the profile stays, for `callgrind_annotate`.
pub(crate) fn count(
    route: &Route,
    requests: usize,
    name: &str,
    start: impl Fn(&mut Command) -> Result<Running>,
) -> Result<u64> {
    let requests = requests.next_multiple_of(route.at_once);
    let profile = server::folder()?.join(format!("{name}.callgrind"));
    let total = |requests| -> Result<u64> {
        let mut valgrind = Command::new("valgrind");
        valgrind.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", profile.display()));
        let mut running = start(&mut valgrind)?;
        let mut connection = running.connect()?;
        route.ask(&mut connection, requests)?;
        drop(connection);
        running.stop()?;
        let total =
            fs::read_to_string(&profile)?.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok());
        total.ok_or_else(|| "callgrind wrote no total".into())
    };
    let (once, twice): (u64, u64) = (total(requests)?, total(2 * requests)?);
    let difference = twice.checked_sub(once).ok_or("twice the requests took fewer instructions")?;
    Ok(difference / requests as u64)
}

const SHIPPED: &str = "Instructions for each request, and in brackets the ratio to bare hyper";
const SETTINGS: &str = "With other settings";

/// One row for each server, with the ratio to the floor where that was measured.
fn table(
    name: &'static str,
    title: &'static str,
    routes: &[Route],
    counts: &[&Counts],
    floor: Option<&[u64]>,
) -> Table {
    let mut table =
        Table::new(name, title, ["server"].into_iter().chain(routes.iter().map(|route| route.name.as_str())));
    for (server, counts) in counts {
        let cells = counts.iter().enumerate().map(|(at, &count)| match floor {
            Some(floor) => format!("{} ({:.2})", grouped(count), count as f64 / floor[at] as f64),
            None => grouped(count),
        });
        table.add([server.name.to_owned()].into_iter().chain(cells));
    }
    table
}

fn figures(arguments: &Arguments, counts: &[Counts]) -> Value {
    let routes = || arguments.routes.iter().map(|route| route.name.clone());
    let counts: Map<String, Value> = counts
        .iter()
        .map(|(server, counts)| {
            let counts: Map<_, _> = routes().zip(counts.iter().copied().map(Value::from)).collect();
            (server.name.to_owned(), Value::Object(counts))
        })
        .collect();
    json!({ "requests": arguments.requests, "instructions_per_request": counts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{route, server::SERVERS};

    fn routes() -> Vec<Route> {
        vec![route::text("plaintext", "/", ""), route::text("list", "/", "")]
    }

    fn server(name: &str) -> &'static Server {
        SERVERS.iter().find(|server| server.name == name).expect("it is one of them")
    }

    #[test]
    fn the_table_compares_every_server_with_the_floor() {
        let (floor, axum) = ((server(FLOOR), vec![800, 64_000]), (server("axum"), vec![1_000, 1_096_000]));
        assert_eq!(
            table("", "", &routes(), &[&floor, &axum], Some(&floor.1)).to_string(),
            "| server | plaintext | list |\n\
             | --- | ---: | ---: |\n\
             | bare-hyper | 800 (1.00) | 64,000 (1.00) |\n\
             | axum | 1,000 (1.25) | 1,096,000 (17.12) |"
        );
    }

    #[test]
    fn without_the_floor_the_table_has_no_ratios() {
        let axum = (server("axum"), vec![1_000, 2_000]);
        assert!(table("", "", &routes(), &[&axum], None).to_string().ends_with("| axum | 1,000 | 2,000 |"));
    }
}

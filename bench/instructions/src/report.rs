use std::fmt::Display;

use serde_json::{Map, Value, json};

use crate::{Result, route::Route, server::FLOOR};

/// Instructions per request, by server and route.
pub(crate) struct Figures {
    requests: usize,
    routes: Vec<String>,
    servers: Vec<(&'static str, Vec<u64>)>,
}

impl Figures {
    pub(crate) fn new(requests: usize, routes: &[Route]) -> Self {
        Self { requests, routes: routes.iter().map(|route| route.name.clone()).collect(), servers: Vec::new() }
    }

    /// Takes a server's figures, in the order of the routes.
    pub(crate) fn add(&mut self, server: &'static str, counts: Vec<u64>) {
        self.servers.push((server, counts));
    }

    /// One line per route, one column per server, with the ratio to the floor where that was measured.
    pub(crate) fn to_markdown(&self) -> String {
        let floor = self.servers.iter().find(|(name, _)| *name == FLOOR);
        let mut lines = vec![
            line("route", self.servers.iter().map(|(name, _)| *name)),
            line("---", self.servers.iter().map(|_| "---:")),
        ];
        for (index, route) in self.routes.iter().enumerate() {
            let cells = self.servers.iter().map(|(_, counts)| match floor {
                Some((_, floor)) => with_ratio(counts[index], floor[index]),
                None => grouped(counts[index]),
            });
            lines.push(line(route, cells));
        }
        lines.join("\n")
    }

    pub(crate) fn to_json(&self) -> Result<String> {
        let servers: Map<String, Value> = self
            .servers
            .iter()
            .map(|(name, counts)| {
                let counts: Map<String, Value> =
                    self.routes.iter().cloned().zip(counts.iter().copied().map(Value::from)).collect();
                (name.to_string(), Value::Object(counts))
            })
            .collect();
        let document = json!({ "requests": self.requests, "instructions_per_request": servers });
        Ok(serde_json::to_string_pretty(&document)?)
    }
}

fn line(first: &str, cells: impl Iterator<Item = impl Display>) -> String {
    cells.fold(format!("| {first} |"), |line, cell| format!("{line} {cell} |"))
}

fn with_ratio(count: u64, floor: u64) -> String {
    let ratio = count as f64 / floor as f64;
    format!("{} ({ratio:.2})", grouped(count))
}

/// `64900` as `64,900`.
fn grouped(count: u64) -> String {
    if count < 1_000 { count.to_string() } else { format!("{},{:03}", grouped(count / 1_000), count % 1_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_compares_every_server_with_the_floor() {
        let figures = Figures {
            requests: 16,
            routes: vec!["plaintext".to_owned(), "list".to_owned()],
            servers: vec![(FLOOR, vec![800, 64_000]), ("axum", vec![1_000, 1_096_000])],
        };
        assert_eq!(
            figures.to_markdown(),
            "| route | bare-hyper | axum |\n\
             | --- | ---: | ---: |\n\
             | plaintext | 800 (1.00) | 1,000 (1.25) |\n\
             | list | 64,000 (1.00) | 1,096,000 (17.12) |"
        );
    }

    #[test]
    fn without_the_floor_the_table_has_no_ratios() {
        let figures =
            Figures { requests: 16, routes: vec!["plaintext".to_owned()], servers: vec![("axum", vec![1_000])] };
        assert!(figures.to_markdown().ends_with("| plaintext | 1,000 |"));
    }
}

//! Whether requests cost more than they did when it was written down. What is compared is the ratio to bare hyper, since
//! the counts themselves differ with the compiler, the C library and the processor.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{Result, server::FLOOR};

/// How much a ratio may have grown.
const MOST: f64 = 1.02;

pub(crate) fn holds(now: &Value, recorded: &Path) -> Result<bool> {
    let text = fs::read_to_string(recorded).map_err(|error| format!("{}: {error}", recorded.display()))?;
    let growth = growth(&serde_json::from_str(&text)?, now)?;
    for Growth { server, route, ratio } in &growth {
        let verdict = match ratio {
            ratio if *ratio > MOST => "FAILED: at most 1.02",
            ratio if *ratio < 1.0 / MOST => "ok, and worth recording",
            _ => "ok",
        };
        println!("{server} {route}: {ratio:.3} times what was recorded, beside bare hyper: {verdict}");
    }
    Ok(growth.iter().all(|growth| growth.ratio <= MOST))
}

struct Growth {
    server: String,
    route: String,
    ratio: f64,
}

/// Of every figure that there is now; each must have been recorded.
fn growth(recorded: &Value, now: &Value) -> Result<Vec<Growth>> {
    let key = "instructions_per_request";
    let ratio = |figures: &Value, server: &str, route: &str| {
        let count = |server| figures[key][server][route].as_f64();
        Some(count(server)? / count(FLOOR)?)
    };
    let mut found = Vec::new();
    for (server, routes) in now[key].as_object().into_iter().flatten().filter(|(server, _)| *server != FLOOR) {
        for route in routes.as_object().into_iter().flatten().map(|(route, _)| route) {
            let missing = || format!("{server} {route}: not recorded, or {FLOOR} not counted");
            let before = ratio(recorded, server, route).ok_or_else(missing)?;
            let now = ratio(now, server, route).ok_or_else(missing)?;
            found.push(Growth { server: server.clone(), route: route.clone(), ratio: now / before });
        }
    }
    if found.is_empty() { Err("nothing to compare".into()) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn figures(floor: u64, ours: u64) -> Value {
        json!({ "instructions_per_request": { FLOOR: { "json": floor }, "ours": { "json": ours } } })
    }

    #[test]
    fn another_machine_does_not_count() -> Result<()> {
        let growth = growth(&figures(1_000, 1_400), &figures(1_100, 1_540))?;
        assert_eq!((growth.len(), growth[0].ratio), (1, 1.0));
        Ok(())
    }

    #[test]
    fn growth_counts() -> Result<()> {
        let growth = growth(&figures(1_000, 1_400), &figures(1_000, 1_470))?;
        assert!(growth[0].ratio > MOST, "{}", growth[0].ratio);
        Ok(())
    }

    #[test]
    fn what_was_not_recorded_is_an_error() {
        let nothing = json!({ "instructions_per_request": { FLOOR: { "json": 1_000 } } });
        assert!(growth(&nothing, &figures(1_000, 1_400)).is_err());
        assert!(growth(&nothing, &nothing).is_err());
    }
}

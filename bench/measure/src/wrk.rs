use std::{fs, net::SocketAddr, path::PathBuf, process::Command, time::Duration};

use crate::{Result, route::Route, server};

/// What wrk does.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) threads: usize,
    pub(crate) connections: usize,
    pub(crate) duration: Duration,
    /// The only processor that it may use.
    pub(crate) processor: Option<usize>,
}

/// What wrk has seen.
pub(crate) struct Seen {
    pub(crate) requests: f64,
    pub(crate) requests_per_second: f64,
    /// Microseconds.
    pub(crate) median_latency: f64,
    /// Microseconds.
    pub(crate) p99_latency: f64,
}

impl Load {
    /// Asks for one route as fast as answers come. Each must be a 200, and as long as those that were checked byte for
    /// byte.
    pub(crate) fn put(&self, address: SocketAddr, route: &Route, length: usize) -> Result<Seen> {
        let mut wrk = match self.processor {
            Some(processor) => {
                let mut taskset = Command::new("taskset");
                taskset.args(["--cpu-list", &processor.to_string(), "wrk"]);
                taskset
            }
            None => Command::new("wrk"),
        };
        wrk.arg(format!("--threads={}", self.threads)).arg(format!("--connections={}", self.connections));
        wrk.arg(format!("--duration={}s", self.duration.as_secs())).arg("--script").arg(script(route)?);
        let output = wrk.arg(format!("http://{address}{}", route.target)).output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let figures = said.lines().find_map(|line| line.strip_prefix(FIGURES)).ok_or_else(|| {
            format!("{}: wrk said nothing: {said}{}", route.name, String::from_utf8_lossy(&output.stderr))
        })?;
        let figures = figures.split(' ').map(str::parse).collect::<std::result::Result<Vec<f64>, _>>()?;
        let [requests, microseconds, bytes, errors, median_latency, p99_latency] = figures[..] else {
            return Err("wrk said something else".into());
        };
        if errors > 0.0 || requests == 0.0 {
            return Err(format!("{}: {requests} answers, and {errors} errors", route.name).into());
        }
        // What was under way when wrk stopped may have been read and not counted.
        let under_way = (self.connections * route.at_once * length) as f64;
        let more = bytes - requests * length as f64;
        if !(0.0..=under_way).contains(&more) {
            let each = bytes / requests;
            return Err(format!("{}: {each:.1} bytes for each answer, {length} were checked", route.name).into());
        }
        Ok(Seen { requests, requests_per_second: requests / microseconds * 1e6, median_latency, p99_latency })
    }
}

const FIGURES: &str = "figures: ";

/// Writes a script that makes wrk ask for a route and tell exact figures.
fn script(route: &Route) -> Result<PathBuf> {
    let mut script = String::new();
    if let Some(json) = &route.posted {
        script += &format!(
            "wrk.method = 'POST'\nwrk.headers['Content-Type'] = 'application/json'\nwrk.body = [==[{json}]==]\n"
        );
    }
    if route.at_once > 1 {
        script += &format!(
            "local together\nfunction init() together = string.rep(wrk.format(), {}) end\n\
             function request() return together end\n",
            route.at_once
        );
    }
    script += &format!(
        "function done(summary, latency)\n\
         local e = summary.errors\n\
         io.write(string.format('{FIGURES}%d %d %d %d %.1f %.1f\\n', summary.requests, summary.duration, summary.bytes, \
         e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))\n\
         end\n"
    );
    let file = server::folder()?.join(format!("{}.lua", route.name));
    fs::write(&file, script)?;
    Ok(file)
}

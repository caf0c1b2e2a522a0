//! `App::run`: owns the runtime, the log and the signals of the process.

use std::io::{self, Write as _};

use tokio::runtime::Handle;

use super::{banner::Banner, signals::Signals};
use crate::{
    application::App,
    config::{self, HttpSettings, Reading, Runtime, Settings},
    start_error::{StartError, StartProblem},
};

impl App {
    /// Runs it until the process is told to stop (SIGTERM, SIGINT), then ends in order: requests under way finish,
    /// `http.drain` at most; a second signal ends at once. Reads the file, the environment and the command line;
    /// `--help` prints all settings and returns.
    ///
    /// # Errors
    /// Everything that keeps it from serving. `main` may return it: it prints as a readable report.
    pub fn run(self) -> Result<(), StartError> {
        if Handle::try_current().is_ok() {
            return Err(system(io::Error::other(
                "`run` makes a runtime of its own, and is called in another; write \
                 `start().await?.shutdown_on_signal().await` there, or a `main` that is neither `async` nor \
                 `#[tokio::main]`",
            )));
        }
        let loaded = self.load(Reading::Everything);
        if loaded.help {
            let _nobody_reads = io::stdout().write_all(config::help(&loaded).as_bytes());
            let problems = loaded.problems.into_iter().map(StartProblem::Setting);
            return if problems.len() == 0 { Ok(()) } else { Err(StartError::all(problems)) };
        }
        let banner = log(&loaded.settings);
        let HttpSettings { workers, runtime, .. } = loaded.settings.http;
        let cores = if runtime == Runtime::PerCore { cores(workers)? } else { Vec::new() };
        // Beside the cores' own runtimes this one is for what the program itself does: constructors, pools, clients.
        let workers = if cores.is_empty() { workers } else { 1 };
        let workers = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build();
        let workers = workers.map_err(system)?;
        // Signals and the drain have a runtime of their own: handlers that block every worker cannot keep it.
        let main = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(system)?;
        let ended = main.block_on(async {
            let mut stop = Signals::new()?;
            let beside = Handle::current();
            let starting = workers.spawn(async move { self.start_with(loaded, cores, &beside, banner).await });
            let server = tokio::select! {
                started = starting => started.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?,
                () = stop.next() => return Ok(()), // before it served anything
            };
            server.stop_on(&mut stop).await;
            Ok(())
        });
        workers.shutdown_background(); // what still blocks a thread was told to end and did not
        ended
    }
}

/// A thread with a runtime for each; they end with the process, after all of them have drained: what one of them opened
/// another may be using.
fn cores(count: usize) -> Result<Vec<Handle>, StartError> {
    let core = |number| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let run = move || runtime.block_on(std::future::pending::<()>());
        std::thread::Builder::new().name(format!("http-{number}")).spawn(run)?;
        Ok(handle)
    };
    (0..count).map(core).collect::<io::Result<_>>().map_err(system)
}

fn system(error: io::Error) -> StartError {
    StartError::all([StartProblem::System(error)])
}

/// Prints the log to standard error, unless the program has set up its own; where the banner goes.
#[cfg(feature = "logging")]
fn log(settings: &Settings) -> Banner {
    use tracing::subscriber::set_global_default;

    // Where what is written fails, nobody is to be told of it there: that would be a panic.
    let log = tracing_subscriber::fmt().with_writer(io::stderr).log_internal_errors(false);
    let log = log.with_max_level(settings.log.level);
    let colour = settings.log.colour;
    let (set, colour) = match settings.log.format {
        config::LogFormat::Text => (set_global_default(log.with_ansi(colour).finish()), colour),
        config::LogFormat::Json => (set_global_default(log.json().flatten_event(true).finish()), false),
    };
    if set.is_ok() && colour { Banner::Coloured } else { Banner::Logged }
}

#[cfg(not(feature = "logging"))]
fn log(_: &Settings) -> Banner {
    Banner::Logged
}

use std::{
    env, fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{
    Result,
    connection::Connection,
    route::{self, Route},
};

/// One of the servers that are compared.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// Its package, and its executable.
    pub(crate) program: &'static str,
    /// The command line that makes it listen there with so many workers.
    pub(crate) arguments: fn(SocketAddr, usize) -> Vec<String>,
}

/// The server that the others are compared with.
pub(crate) const FLOOR: &str = "bare-hyper";

/// Those of one program stand together.
pub(crate) const SERVERS: [Server; 13] = [
    Server { name: FLOOR, program: "bench-bare-hyper", arguments: positional },
    Server {
        name: "bare-hyper-multi-thread",
        program: "bench-bare-hyper",
        arguments: |address, workers| [positional(address, workers), vec!["--multi-thread".to_owned()]].concat(),
    },
    Server { name: "ours", program: OURS, arguments: |address, workers| settings(address, workers, &[]) },
    Server {
        name: "ours-without-headers",
        program: OURS,
        arguments: |address, workers| settings(address, workers, &["--http.security_headers=off"]),
    },
    Server {
        name: "ours-per-core",
        program: OURS,
        arguments: |address, workers| settings(address, workers, &["--http.runtime=per-core"]),
    },
    Server {
        name: "ours-per-core-without-headers",
        program: OURS,
        arguments: |address, workers| {
            settings(address, workers, &["--http.runtime=per-core", "--http.security_headers=off"])
        },
    },
    Server { name: "actix-web", program: "bench-actix-web", arguments: positional },
    Server { name: "axum", program: "bench-axum", arguments: positional },
    Server { name: "ntex", program: "bench-ntex", arguments: positional },
    Server { name: "poem", program: "bench-poem", arguments: positional },
    Server { name: "rocket", program: "bench-rocket", arguments: positional },
    Server { name: "salvo", program: "bench-salvo", arguments: positional },
    Server { name: "xitca-web", program: "bench-xitca-web", arguments: positional },
];

const OURS: &str = "bench-ours";

fn positional(address: SocketAddr, workers: usize) -> Vec<String> {
    vec![address.to_string(), "--workers".to_owned(), workers.to_string()]
}

/// As shipped, but for what is named.
pub(crate) fn settings(address: SocketAddr, workers: usize, others: &[&str]) -> Vec<String> {
    let (ip, port) = (address.ip(), address.port());
    let common = [format!("--http.address={ip}"), format!("--http.port={port}"), format!("--http.workers={workers}")];
    common.into_iter().chain(others.iter().map(ToString::to_string)).collect()
}

impl Server {
    /// Whether it is this framework with other settings than those it comes with.
    pub(crate) fn is_changed(&self) -> bool {
        self.name.starts_with("ours-")
    }

    pub(crate) fn start(&self, workers: usize) -> Result<Running> {
        self.start_under(&mut Command::new(self.path()?), workers)
    }

    /// Starts the server by a command that lacks only the server's own arguments.
    pub(crate) fn start_under(&self, command: &mut Command, workers: usize) -> Result<Running> {
        let address = free_address()?;
        let log = fs::File::create(folder()?.join(format!("{}.log", self.name)))?;
        let arguments = (self.arguments)(address, workers);
        let process = command.args(arguments).stdout(log.try_clone()?).stderr(log).spawn()?;
        Ok(Running { process, address })
    }

    /// Its executable, which stands beside this one.
    pub(crate) fn path(&self) -> Result<PathBuf> {
        let here = env::current_exe()?;
        Ok(here.with_file_name(self.program))
    }

    /// Asks every route once, the dummy routes too.
    pub(crate) fn check(&self, routes: &[Route]) -> Result<()> {
        let mut running = self.start(1)?;
        let mut connection = running.connect()?;
        for route in routes.iter().chain(&route::unmeasured()?) {
            route.ask(&mut connection, 1)?;
        }
        drop(connection);
        running.stop()
    }
}

/// Where logs and profiles go.
pub(crate) fn folder() -> Result<PathBuf> {
    let folder = env::current_exe()?.with_file_name("measure-output");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Not every server tells the port that the system chose for it, so choose one beforehand.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// A started server; killed when dropped.
pub(crate) struct Running {
    process: Child,
    pub(crate) address: SocketAddr,
}

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Connects as soon as the server listens.
    pub(crate) fn connect(&mut self) -> Result<Connection> {
        let address = self.address;
        self.poll("listen", |process| match TcpStream::connect(address) {
            Ok(stream) => Ok(Some(Connection::new(stream)?)),
            Err(_) => match process.try_wait()? {
                Some(status) => Err(format!("ended before it listened: {status}").into()),
                None => Ok(None),
            },
        })
    }

    /// Ends the server by SIGTERM, which it must survive long enough to say that all went well.
    pub(crate) fn stop(mut self) -> Result<()> {
        kill_process(Pid::from_child(&self.process), Signal::TERM)?;
        let status = self.poll("end", |process| Ok(process.try_wait()?))?;
        if status.success() { Ok(()) } else { Err(format!("did not end cleanly: {status}").into()) }
    }

    fn poll<T>(&mut self, purpose: &str, mut attempt: impl FnMut(&mut Child) -> Result<Option<T>>) -> Result<T> {
        const PATIENCE: Duration = Duration::from_secs(60);
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(outcome) = attempt(&mut self.process)? {
                return Ok(outcome);
            }
            thread::sleep(Duration::from_micros(200));
        }
        Err(format!("did not {purpose} within {PATIENCE:?}").into())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

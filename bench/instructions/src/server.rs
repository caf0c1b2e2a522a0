use std::{
    env, fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{Result, connection::Connection};

/// One of the servers that are compared.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    program: &'static str,
    /// The command line that makes it listen there with one worker.
    arguments: fn(SocketAddr) -> Vec<String>,
}

/// The server that the others are compared with.
pub(crate) const FLOOR: &str = "bare-hyper";

pub(crate) const SERVERS: [Server; 8] = [
    Server { name: FLOOR, program: "bench-bare-hyper", arguments: positional },
    Server {
        name: "bare-hyper-multi-thread",
        program: "bench-bare-hyper",
        arguments: |address| [positional(address), vec!["--multi-thread".to_owned()]].concat(),
    },
    Server { name: "axum", program: "bench-axum", arguments: positional },
    Server { name: "xitca-web", program: "bench-xitca-web", arguments: positional },
    Server { name: "ours", program: "bench-ours", arguments: |address| settings(address, &[]) },
    Server {
        name: "ours-without-headers",
        program: "bench-ours",
        arguments: |address| settings(address, &["--http.security_headers=off"]),
    },
    Server {
        name: "ours-per-core",
        program: "bench-ours",
        arguments: |address| settings(address, &["--http.runtime=per-core"]),
    },
    Server {
        name: "ours-per-core-without-headers",
        program: "bench-ours",
        arguments: |address| settings(address, &["--http.runtime=per-core", "--http.security_headers=off"]),
    },
];

fn positional(address: SocketAddr) -> Vec<String> {
    vec![address.to_string(), "--workers".to_owned(), "1".to_owned()]
}

/// As shipped, but for what is named.
fn settings(address: SocketAddr, others: &[&str]) -> Vec<String> {
    let address = [format!("--http.address={}", address.ip()), format!("--http.port={}", address.port())];
    let others = others.iter().chain(&["--http.workers=1"]).map(ToString::to_string);
    address.into_iter().chain(others).collect()
}

impl Server {
    pub(crate) fn is_built(&self) -> bool {
        self.path().is_ok_and(|path| path.exists())
    }

    pub(crate) fn start(&self) -> Result<Running> {
        self.start_under(Command::new(self.path()?))
    }

    /// Starts the server by a command that lacks only the server's own arguments.
    pub(crate) fn start_under(&self, mut command: Command) -> Result<Running> {
        let address = free_address()?;
        let log = fs::File::create(folder()?.join(format!("{}.log", self.name)))?;
        let process = command.args((self.arguments)(address)).stdout(log.try_clone()?).stderr(log).spawn()?;
        Ok(Running { process, address })
    }

    /// Its executable, which stands beside this one.
    pub(crate) fn path(&self) -> Result<PathBuf> {
        let here = env::current_exe()?;
        Ok(here.with_file_name(self.program))
    }
}

/// Where logs and profiles go.
pub(crate) fn folder() -> Result<PathBuf> {
    let folder = env::current_exe()?.with_file_name("instructions-output");
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
    address: SocketAddr,
}

impl Running {
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
            thread::sleep(Duration::from_millis(20));
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

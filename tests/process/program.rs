//! The program as a process of its own, and how it is asked.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

/// Generous: nothing here takes long, unless it never ends.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

/// The running program; it ends with the test, whatever becomes of that.
pub(super) struct Program {
    child: Child,
    pub(super) log: Receiver<String>,
    pub(super) port: u16,
}

impl Program {
    pub(super) fn start(arguments: &[&str]) -> Self {
        Program::listening(command(arguments).arg("--http.port=0"))
    }

    pub(super) fn listening(command: &mut Command) -> Self {
        let mut program = Program::spawn(command);
        let listening = program.says("listening on");
        let port = listening.rsplit(':').map(|rest| rest.trim_end_matches(|c: char| !c.is_ascii_digit()));
        program.port = port.filter_map(|port| port.parse().ok()).next().expect("a port");
        program
    }

    /// Started, and listening nowhere yet.
    pub(super) fn spawn(command: &mut Command) -> Self {
        let mut child = command.spawn().expect("it starts");
        let lines = BufReader::new(child.stderr.take().expect("a log")).lines().map_while(Result::ok);
        let (sender, log) = mpsc::channel();
        // It reads on when nobody listens: a full pipe would stop the program.
        std::thread::spawn(move || lines.for_each(|line| drop(sender.send(line))));
        Program { child, log, port: 0 }
    }

    /// The next line of the log with a text in it.
    pub(super) fn says(&self, text: &str) -> String {
        loop {
            let line = self.log.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("it never says `{text}`"));
            if line.contains(text) {
                return line;
            }
        }
    }

    /// The bytes of memory that it occupies, where the system tells.
    pub(super) fn memory(&self) -> Option<usize> {
        const PAGE: usize = 4096; // larger on some machines, where less is measured
        let sizes = std::fs::read_to_string(format!("/proc/{}/statm", self.child.id())).ok()?;
        sizes.split(' ').nth(1)?.parse::<usize>().ok().map(|pages| pages * PAGE)
    }

    /// Its time on processors in hundredths of a second; 0 where the system does not tell.
    pub(super) fn processor_time(&self) -> u64 {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let behind = told.rsplit(')').next().unwrap_or_default();
        behind.split_whitespace().skip(11).take(2).filter_map(|time| time.parse::<u64>().ok()).sum()
    }

    /// How many of its descriptors are of a kind, where the system tells.
    pub(super) fn descriptors(&self, kind: &str) -> Option<usize> {
        let all = std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).ok()?;
        let targets = all.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
        Some(targets.filter(|target| target.to_string_lossy().starts_with(kind)).count())
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it accepts");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        stream
    }

    pub(super) fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
    }

    pub(super) fn wait(mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
    }
}

/// A folder of its own, gone with the test.
pub(super) struct Folder(pub(super) std::path::PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("framework-process-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("a file");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _best_effort = std::fs::remove_dir_all(&self.0);
    }
}

/// What a program that does not start prints.
pub(super) fn refused(arguments: &[&str]) -> String {
    let output = command(arguments).output().expect("it runs");
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(super) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a program"));
    command.args(arguments).env("RUN_THE_APPLICATION", "yes").stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("FRAMEWORK_")) {
        command.env_remove(name);
    }
    command
}

pub(super) fn get(stream: &mut TcpStream, path: &str) -> String {
    ask(stream, path);
    let mut buffer = [0; 4096];
    let length = stream.read(&mut buffer).unwrap_or(0);
    String::from_utf8_lossy(&buffer[..length]).into_owned()
}

/// The head of an answer, and what came with it of the body.
pub(super) fn head_and_more(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let length = stream.read(&mut buffer).expect("an answer");
        assert!(length > 0, "the connection ended within the head");
        answer.extend_from_slice(&buffer[..length]);
        if let Some(end) = answer.windows(4).position(|end| end == b"\r\n\r\n") {
            let body = answer.split_off(end + 4);
            return (String::from_utf8_lossy(&answer).into_owned(), body);
        }
    }
}

pub(super) fn ask(stream: &mut TcpStream, path: &str) {
    let _closed_already = write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
}

/// Everything until the other end closes.
pub(super) fn read(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    let _reset = stream.read_to_string(&mut answer);
    answer
}

/// A socket as what a process reads: so another one has it without opening it.
#[cfg(unix)]
pub(super) fn handed(listener: TcpListener) -> Stdio {
    std::os::fd::OwnedFd::from(listener).into()
}

#[cfg(not(unix))]
pub(super) fn handed(_: TcpListener) -> Stdio {
    unimplemented!("sockets are no files there")
}

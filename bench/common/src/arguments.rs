use std::{env, net::SocketAddr, process, thread};

/// The command line of a server: `<address> [--workers <number>]`, and flags of its own.
pub struct Arguments {
    /// Where to listen; port 0 lets the system choose.
    pub address: SocketAddr,
    /// How many threads serve; one per core unless told.
    pub workers: usize,
    flags: Vec<String>,
}

impl Arguments {
    /// Reads the command line, `flags` being those that this server knows besides; says how to call
    /// it and ends the process when the command line is wrong.
    pub fn read(flags: &[&str]) -> Self {
        Self::parse(env::args().skip(1), flags).unwrap_or_else(|| {
            let flags: String = flags.iter().map(|flag| format!(" [{flag}]")).collect();
            eprintln!("usage: <address> [--workers <number>]{flags}");
            process::exit(2)
        })
    }

    /// Whether `flag` was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    fn parse(mut given: impl Iterator<Item = String>, known: &[&str]) -> Option<Self> {
        let mut arguments = Self {
            address: given.next()?.parse().ok()?,
            workers: thread::available_parallelism().map_or(1, usize::from),
            flags: Vec::new(),
        };
        while let Some(argument) = given.next() {
            match argument.as_str() {
                "--workers" => arguments.workers = given.next()?.parse().ok()?,
                flag if known.contains(&flag) => arguments.flags.push(argument),
                _ => return None,
            }
        }
        (arguments.workers > 0).then_some(arguments)
    }
}

/// Says on standard output where the server listens.
pub fn announce(address: SocketAddr) {
    println!("listening on {address}");
}

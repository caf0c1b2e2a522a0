//! Where settings are read from.

use std::path::PathBuf;

/// Which places of the process are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// File, environment and command line: `run()`.
    Everything,
    /// File and environment: `start()`, which does not own the command line.
    NoArguments,
    /// The file alone: tests, which must not depend on who runs them.
    FileOnly,
}

/// What the places hold, taken once.
// No `Debug`: there are secrets among the values.
#[derive(Default)]
pub(crate) struct Inputs {
    /// Where `framework.toml` and `.env` are looked for.
    pub(crate) directory: PathBuf,
    /// What the program set, in order.
    pub(crate) program: Vec<(String, String)>,
    /// The environment; none where it is not read (nor `.env`).
    pub(crate) environment: Option<Vec<(String, String)>>,
    /// The arguments; none where they are not read.
    pub(crate) arguments: Option<Vec<String>>,
}

impl Inputs {
    pub(crate) fn of_process(reading: Reading, program: Vec<(String, String)>) -> Self {
        let lossy = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
        Inputs {
            directory: PathBuf::from("."),
            program,
            environment: (reading != Reading::FileOnly)
                .then(|| std::env::vars_os().map(|(name, value)| (lossy(name), lossy(value))).collect()),
            arguments: (reading == Reading::Everything).then(|| std::env::args_os().skip(1).map(lossy).collect()),
        }
    }
}

//! What callers rely on, as JSON to be kept beside the source, and what a change of it breaks.

mod changes;
mod schemas;
mod write;

pub use changes::Change;
pub(crate) use write::write;

use std::{fmt, str::FromStr};

use serde_json::Value;

/// What callers of an application rely on: its routes with their parameters, bodies, responses and refusals, and the
/// types of these. Names of functions, documentation and order are not in it.
///
/// [`App::contract`](crate::App::contract) gives it. Written, it is JSON that is the same for the same API, one fact a
/// line, so that a change of it shows in a review.
///
/// ```
/// # use framework_core as framework;
/// use framework::Contract;
///
/// let before: Contract = r#"{"routes": {"GET /ping": {"responses": {"200": {}}}}}"#.parse()?;
/// let after: Contract = r#"{"routes": {}}"#.parse()?;
/// let changes = before.changes(&after);
/// assert!(changes[0].is_breaking);
/// assert_eq!(changes[0].to_string(), "breaking: GET /ping: the route is gone");
/// # Ok::<(), framework::serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract(pub(crate) Value);

impl Contract {
    /// What is different in a later one, what breaks callers first.
    #[must_use]
    pub fn changes(&self, later: &Contract) -> Vec<Change> {
        changes::between(&self.0, &later.0)
    }
}

/// JSON with its members in order, one on each line, and a line break at its end.
impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:#}", self.0)
    }
}

impl FromStr for Contract {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Contract)
    }
}

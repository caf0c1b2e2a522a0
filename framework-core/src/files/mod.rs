//! Files, embedded resources and static folders as responses.

mod asked;
mod assets;
mod conditions;
mod confine;
mod disposition;
mod listing;
mod media_type;
mod pending;
mod reader;
mod stored;
mod variants;

pub use assets::Assets;
pub(crate) use disposition::attachment;
pub(crate) use pending::{Named, OWN_NAME, body};
#[cfg(feature = "multipart")]
pub(crate) use reader::{BUFFER, Readable, Reader, read};
pub(crate) use stored::{Stored, Wanted, open};
#[cfg(any(feature = "compression", feature = "docs-ui"))]
pub(crate) use variants::accepts_gzip;

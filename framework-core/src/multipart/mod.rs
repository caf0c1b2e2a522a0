//! `multipart/form-data` (RFC 7578): parts read one after the other, files that do not stay in memory.

mod disposition;
mod form;
mod reading;
mod storage;
mod uploaded;

pub(crate) use form::Form;
pub(crate) use reading::Limits;
pub use reading::{Multipart, Part};
pub use uploaded::{UploadReader, UploadedFile};

//! Something stored, a file or an embedded resource, as a response.

use std::{
    fmt,
    fs::{self, File, Metadata},
    io,
    path::PathBuf,
    time::{SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use tokio::task::spawn_blocking;

use super::{
    conditions::{Selected, select},
    confine::{Refused, within},
    media_type,
    reader::{self, BUFFER, Reader},
};
use crate::{Body, HttpStatus, Invalid, Response};

/// Something stored that can be sent: content, and what HTTP says of it.
pub(crate) struct Stored {
    content: Content,
    length: u64,
    /// With its quotes.
    etag: Option<String>,
    modified: Option<SystemTime>,
    name: String,
    coding: Option<&'static str>,
}

enum Content {
    File(File),
    Bytes(Bytes),
}

/// Which file is wanted.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// The one of this path in a folder, as [`within`] confines it.
    Within { root: PathBuf, path: String },
    /// This one, wherever it is.
    Path(PathBuf),
}

/// Opens a file. One that fits into a buffer is read at the same time, so that it costs a single visit to a thread
/// that may block.
///
/// # Errors
/// Every [`Refused`]: only a regular file is opened.
pub(crate) async fn open(wanted: Wanted) -> Result<Stored, Refused> {
    spawn_blocking(|| open_now(wanted)).await.unwrap_or_else(|error| Err(Refused::Io(error.into())))
}

fn open_now(wanted: Wanted) -> Result<Stored, Refused> {
    let (named, path) = match wanted {
        Wanted::Within { root, path } => {
            let file = within(&root, &path)?;
            (PathBuf::from(path), file)
        }
        Wanted::Path(path) => (path.clone(), path),
    };
    // Looked at before it is opened: to open a pipe waits for a writer, and to open a device may do anything.
    check(&fs::metadata(&path).map_err(Refused::of)?)?;
    let mut file = File::open(&path).map_err(Refused::of)?;
    let metadata = file.metadata().map_err(Refused::of)?;
    check(&metadata)?;
    let (length, modified) = (metadata.len(), metadata.modified().ok());
    let content = if length <= BUFFER {
        Content::Bytes(reader::read(&mut file, 0, length).map_err(Refused::Io)?)
    } else {
        Content::File(file)
    };
    // By the name that was asked for: a link to `b3f2` may be called `logo.png`.
    let name = named.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Stored { content, length, etag: modified.map(|at| etag(at, length)), modified, name, coding: None })
}

fn check(metadata: &Metadata) -> Result<(), Refused> {
    match metadata.file_type() {
        kind if kind.is_file() => Ok(()),
        kind if kind.is_dir() => Err(Refused::Directory),
        _ => Err(Refused::Special),
    }
}

/// A strong entity tag of time and length. Two contents of one length that are written within one tick of the file
/// system's clock, some milliseconds, are not told apart.
fn etag(modified: SystemTime, length: u64) -> String {
    let nanoseconds = match modified.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    };
    format!("\"{nanoseconds:x}-{length:x}\"")
}

impl Stored {
    /// What is in memory. `etag` is strong, with its quotes.
    pub(crate) fn embedded(name: impl Into<String>, bytes: Bytes, etag: String) -> Self {
        let (length, content) = (bytes.len() as u64, Content::Bytes(bytes));
        Stored { content, length, etag: Some(etag), modified: None, name: name.into(), coding: None }
    }

    /// The name of the file, without the folders it lies in.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Replaces the name, and so the media type.
    #[must_use]
    pub(crate) fn named(self, name: impl Into<String>) -> Self {
        Stored { name: name.into(), ..self }
    }

    /// Says that the content is encoded, as `br` or `gzip`: another representation, with another entity tag.
    ///
    /// The name stays: the media type is that of the content when it is decoded.
    #[must_use]
    pub(crate) fn encoded(self, coding: &'static str) -> Self {
        let etag = self.etag.map(|etag| format!("{}-{coding}\"", etag.strip_suffix('"').unwrap_or(&etag)));
        Stored { etag, coding: Some(coding), ..self }
    }

    /// Completes the response that a handler has begun: its status, its header fields, no body yet.
    ///
    /// A 200 to GET or HEAD is what the request's conditions and ranges apply to, and what has validators; otherwise all
    /// of the content is sent. What the handler has set stays, its own validators too.
    ///
    /// # Errors
    /// 412 and 416 (RFC 9110, sections 13 and 14); a logged 500 when the file cannot be read.
    pub(crate) async fn into_response(
        self,
        mut response: Response,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<Response, Invalid> {
        let (mut first, mut length) = (0, self.length);
        // After any other method what was asked for is done: it is too late for a condition.
        if response.status() == StatusCode::OK && (method == Method::GET || method == Method::HEAD) {
            self.set_validators(response.headers_mut());
            match self.select(response.headers(), method, headers) {
                Selected::Whole => {}
                Selected::Part { first: from, last } => {
                    (first, length) = (from, last - from + 1);
                    let range = HeaderValue::try_from(format!("bytes {first}-{last}/{}", self.length))?;
                    response.headers_mut().insert(header::CONTENT_RANGE, range);
                    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                }
                Selected::NotModified => return Ok(not_modified(response)),
                Selected::PreconditionFailed => return Err(Invalid::of(HttpStatus::PRECONDITION_FAILED)),
                Selected::NotSatisfiable => {
                    let invalid = Invalid::of(HttpStatus::RANGE_NOT_SATISFIABLE);
                    return Err(invalid.header("content-range", format!("bytes */{}", self.length)));
                }
            }
            set(response.headers_mut(), header::ACCEPT_RANGES, || Some(HeaderValue::from_static("bytes")));
        }
        self.set_type(response.headers_mut());
        *response.body_mut() = self.body(first, length, method).await.map_err(Invalid::internal)?;
        Ok(response)
    }

    fn set_validators(&self, fields: &mut HeaderMap) {
        set(fields, header::ETAG, || HeaderValue::from_str(self.etag.as_deref()?).ok());
        set(fields, header::LAST_MODIFIED, || {
            // A time to come is no time of a modification (RFC 9110, section 8.8.2.1), nor can HTTP name one before 1970.
            let modified = self.modified.filter(|at| (UNIX_EPOCH..=SystemTime::now()).contains(at))?;
            HeaderValue::try_from(httpdate::fmt_http_date(modified)).ok()
        });
    }

    /// By the validators that are sent.
    fn select(&self, fields: &HeaderMap, method: &Method, headers: &HeaderMap) -> Selected {
        let text = |name: HeaderName| fields.get(name)?.to_str().ok();
        let modified = text(header::LAST_MODIFIED).and_then(|date| httpdate::parse_http_date(date).ok());
        select(method, headers, text(header::ETAG), modified, self.length)
    }

    fn set_type(&self, fields: &mut HeaderMap) {
        set(fields, header::CONTENT_TYPE, || Some(media_type::of(&self.name)));
        set(fields, header::X_CONTENT_TYPE_OPTIONS, || Some(HeaderValue::from_static("nosniff")));
        if let Some(coding) = self.coding {
            fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
    }

    async fn body(self, first: u64, length: u64, method: &Method) -> io::Result<Body> {
        match self.content {
            Content::Bytes(bytes) => Ok(Body::from(slice(&bytes, first, length))),
            // Its length is all that is looked at.
            Content::File(file) if method == Method::HEAD => Ok(Body::new(Reader::new(file, first, length))),
            Content::File(file) => reader::body(file, first, length).await,
        }
    }
}

/// Sets a header field, unless the handler has.
fn set(fields: &mut HeaderMap, name: HeaderName, value: impl FnOnce() -> Option<HeaderValue>) {
    if fields.contains_key(&name) {
        return;
    }
    if let Some(value) = value() {
        fields.insert(name, value);
    }
}

/// A 304: without what describes a content, with all else that the handler has set (RFC 9110, section 15.4.5).
fn not_modified(mut response: Response) -> Response {
    for name in [
        header::CONTENT_TYPE,
        header::CONTENT_LENGTH,
        header::CONTENT_ENCODING,
        header::CONTENT_LANGUAGE,
        header::CONTENT_DISPOSITION,
        header::CONTENT_RANGE,
    ] {
        response.headers_mut().remove(name);
    }
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.body_mut() = Body::empty();
    response
}

/// A part that lies within, without a copy.
fn slice(bytes: &Bytes, first: u64, length: u64) -> Bytes {
    let end = bytes.len().min(first.saturating_add(length) as usize);
    bytes.slice(end.min(first as usize)..end)
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stored({:?}, {} bytes)", self.name, self.length)
    }
}

#[cfg(test)]
mod tests;

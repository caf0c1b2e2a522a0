//! Parts as they arrive: what is not asked for is not kept.

use std::{
    future::poll_fn,
    path::Path,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context as TaskContext, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use http_body::Body as _;

use super::{disposition::parameter, storage::Writer, uploaded::base_name};
use crate::{
    Body, BoxError, HttpStatus, Invalid,
    body::{BodyLimit, unreadable},
    config::Settings,
    extract::{FromRequest, Kind, Loaded, MULTIPART, Needs, Parameter, ParameterError, Source},
    request::RequestHead,
    schema::{Description, object},
};

/// A multipart form, part by part, as they arrive.
///
/// Nothing is kept that is not asked for, so a form of any size takes little memory. One part at a time: what is left
/// of one when the next is asked for is passed over. A form whose files and fields are all wanted is easier taken as a
/// bean, or by `#[part]` arguments.
///
/// Beyond `http.multipart.part_limit`, `http.multipart.file_limit` and `http.multipart.total_limit` reading is a 413.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Invalid, Multipart};
///
/// // #[post_mapping("/lines")]
/// async fn lines(mut form: Multipart) -> Result<String, Invalid> {
///     let mut lines = 0;
///     while let Some(mut part) = form.next_part().await? {
///         while let Some(bytes) = part.chunk().await? {
///             lines += bytes.iter().filter(|byte| **byte == b'\n').count();
///         }
///     }
///     Ok(format!("{lines} lines in {}", form.names().join(", ")))
/// }
/// ```
#[derive(Debug)]
pub struct Multipart {
    parts: multer::Multipart<'static>,
    /// The part that is being read.
    current: Option<multer::Field<'static>>,
    limits: Limits,
    gate: Arc<Gate>,
    names: Vec<String>,
}

/// How much a multipart form may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of all parts that are no files.
    pub(crate) text: BodyLimit,
    /// Bytes of a file.
    pub(crate) file: BodyLimit,
    pub(crate) parts: usize,
    /// Bytes of all files that stay in memory.
    pub(crate) memory: usize,
}

impl Limits {
    pub(crate) fn of(head: &RequestHead, settings: &Settings) -> Self {
        let multipart = &settings.http.multipart;
        Limits {
            text: head.terms().body_limit_in(&settings.http),
            file: BodyLimit { bytes: multipart.file_limit, said_by: "setting `http.multipart.file_limit`" },
            parts: multipart.part_limit,
            memory: multipart.spill,
        }
    }
}

/// Bytes of the names and values of a part's header fields.
const HEAD: usize = 16 * 1024;

/// Bytes that are read in search of a part, be they its head or nothing at all.
const SEARCH: usize = 2 * HEAD;

impl Multipart {
    /// The parts of a body, if it says that it is such a form.
    pub(crate) fn new(body: Body, headers: &HeaderMap, limits: Limits) -> Result<Self, &'static str> {
        let boundary = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = boundary.and_then(|media_type| multer::parse_boundary(media_type).ok());
        // RFC 2046, section 5.1.1.
        let boundary = boundary.filter(|boundary| (1..=70).contains(&boundary.len()));
        let boundary = boundary.ok_or("the Content-Type of a multipart form names a boundary of 1 to 70 characters")?;
        let gate = Arc::new(Gate::default());
        let parts = multer::Multipart::new(Arriving { body, gate: Arc::clone(&gate) }, boundary);
        Ok(Multipart { parts, current: None, limits, gate, names: Vec::new() })
    }

    /// The next part; `None` at the end.
    ///
    /// # Errors
    /// 400 when the form is malformed or breaks off, 413 when it is larger than the settings allow.
    pub async fn next_part(&mut self) -> Result<Option<Part<'_>>, Invalid> {
        while self.chunk().await?.is_some() {}
        self.current = None; // the parser gives one at a time
        self.gate.search.store(SEARCH, Ordering::Relaxed);
        let parts = &mut self.parts;
        let Some(field) = self.gate.pass(|task| parts.poll_next_field(task)).await.map_err(refused)? else {
            return Ok(None);
        };
        self.gate.search.store(usize::MAX, Ordering::Relaxed);
        // The whole of it may have come in one piece.
        let length = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len();
        if field.headers().iter().map(length).sum::<usize>() > HEAD {
            let detail = format!("the header fields of a part are larger than {HEAD} bytes");
            return Err(Invalid::bad_request(detail));
        }
        let most = self.limits.parts;
        if self.names.len() >= most {
            let detail = format!("the form has more than {most} parts (setting `http.multipart.part_limit`)");
            return Err(Invalid::new(HttpStatus::PAYLOAD_TOO_LARGE, detail));
        }
        let disposition =
            field.headers().get(header::CONTENT_DISPOSITION).map(HeaderValue::as_bytes).unwrap_or_default();
        let name = parameter(disposition, "name");
        let name = name.ok_or_else(|| Invalid::bad_request("a part of the form has no name"))?;
        let file_name = parameter(disposition, "filename").map(|name| base_name(&name));
        let content_type = field.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.map(str::to_owned);
        self.names.push(name.clone());
        self.current = Some(field);
        Ok(Some(Part { form: self, name, file_name, content_type, length: 0 }))
    }

    /// The next bytes of the part that is being read.
    async fn chunk(&mut self) -> Result<Option<Bytes>, Invalid> {
        let Some(field) = &mut self.current else { return Ok(None) };
        let chunk = self.gate.pass(|task| Pin::new(&mut *field).poll_next(task)).await;
        chunk.transpose().map_err(refused)
    }

    /// The names of the parts that have come so far, in their order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// A part of a multipart form that is being read.
#[derive(Debug)]
pub struct Part<'f> {
    form: &'f mut Multipart,
    name: String,
    /// Given for a file; inside, whether the browser named one.
    file_name: Option<Option<String>>,
    content_type: Option<String>,
    length: u64,
}

impl Part<'_> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a file; otherwise it is a field.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.file_name.is_some()
    }

    /// The name of the file on the visitor's machine, without its folders; never `..`, and without control characters.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_ref()?.as_deref()
    }

    /// The media type that the visitor says it has; nobody has checked.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The next bytes of it; `None` at its end.
    ///
    /// # Errors
    /// 413 when it is larger than `http.multipart.file_limit`, a field than the body limit of the route; 400 when the form is
    /// malformed or breaks off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Invalid> {
        let Some(chunk) = self.form.chunk().await? else { return Ok(None) };
        self.length += chunk.len() as u64;
        let Limits { text, file, .. } = self.form.limits;
        let (what, limit) = if self.is_file() { ("a file of the form", file) } else { ("a field of the form", text) };
        if self.length > limit.bytes {
            return Err(too_large(what, limit));
        }
        Ok(Some(chunk))
    }

    /// The rest of it, in memory.
    ///
    /// # Errors
    /// As [`chunk`](Part::chunk).
    pub async fn bytes(mut self) -> Result<Bytes, Invalid> {
        let mut whole = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            whole.extend_from_slice(&chunk);
        }
        Ok(whole.freeze())
    }

    /// The rest of it as text.
    ///
    /// # Errors
    /// As [`chunk`](Part::chunk), and 400 when it is not UTF-8.
    pub async fn text(self) -> Result<String, Invalid> {
        let name = self.name.clone();
        String::from_utf8(self.bytes().await?.into()).map_err(|_| not_utf8(&name))
    }

    /// Writes the rest of it into a file, which is replaced if it is there; the number of bytes. What a visitor sends
    /// must not choose the path.
    ///
    /// # Errors
    /// As [`chunk`](Part::chunk), and a logged 500 when the file cannot be written; what was written stays.
    pub async fn save(mut self, path: impl AsRef<Path>) -> Result<u64, Invalid> {
        let mut file = Writer::create(path.as_ref()).await.map_err(Invalid::internal)?;
        while let Some(chunk) = self.chunk().await? {
            file.write(&chunk).await.map_err(Invalid::internal)?;
        }
        file.flush().await.map_err(Invalid::internal)?;
        Ok(file.length())
    }
}

/// Between a body and the parser, which would take all that there is before it looks at any of it, and keep it.
#[derive(Debug, Default)]
struct Gate {
    /// Whether the parser is to make do with what it has.
    is_shut: AtomicBool,
    /// What may still come before the next part begins.
    search: AtomicUsize,
}

impl Gate {
    /// Lets pieces through, one at a time, and none that can be done without.
    async fn pass<T>(&self, mut parse: impl FnMut(&mut TaskContext<'_>) -> Poll<T>) -> T {
        self.is_shut.store(true, Ordering::Relaxed);
        poll_fn(|task| {
            loop {
                let parsed = parse(task);
                if parsed.is_ready() || !self.is_shut.swap(false, Ordering::Relaxed) {
                    return parsed;
                }
            }
        })
        .await
    }
}

/// The bytes of a body for the parser.
struct Arriving {
    body: Body,
    gate: Arc<Gate>,
}

impl Stream for Arriving {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        if self.gate.is_shut.load(Ordering::Relaxed) {
            return Poll::Pending; // and `pass` asks again
        }
        loop {
            let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(task)) else { return Poll::Ready(None) };
            let Ok(data) = frame?.into_data() else { continue };
            let left = self.gate.search.load(Ordering::Relaxed);
            // The parser keeps what it cannot make a part of, however much that is.
            if left == 0 {
                return Poll::Ready(Some(Err(NoPart.into())));
            }
            if left != usize::MAX {
                self.gate.search.store(left.saturating_sub(data.len()), Ordering::Relaxed);
            }
            self.gate.is_shut.store(true, Ordering::Relaxed);
            return Poll::Ready(Some(Ok(data)));
        }
    }
}

/// Where a part should have begun there is none.
#[derive(Debug)]
struct NoPart;

impl std::fmt::Display for NoPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no part of the form begins within {SEARCH} bytes")
    }
}

impl std::error::Error for NoPart {}

/// What the parser says, without what the visitor has sent.
fn refused(error: multer::Error) -> Invalid {
    let detail = match error {
        multer::Error::StreamReadFailed(cause) if cause.is::<NoPart>() => NoPart.to_string(),
        multer::Error::StreamReadFailed(cause) => return unreadable(cause),
        multer::Error::IncompleteStream
        | multer::Error::IncompleteFieldData { .. }
        | multer::Error::IncompleteHeaders => "the multipart form is not complete".to_owned(),
        _ => "the multipart form is malformed".to_owned(),
    };
    Invalid::bad_request(detail)
}

#[cold]
pub(super) fn too_large(what: &str, limit: BodyLimit) -> Invalid {
    Invalid::new(HttpStatus::PAYLOAD_TOO_LARGE, format!("{what} is larger than {limit}"))
}

#[cold]
pub(super) fn not_utf8(name: &str) -> Invalid {
    Invalid::bad_request(format!("part `{}` of the form: expected UTF-8", name.escape_debug()))
}

impl FromRequest<'_> for Multipart {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::BODY.and(Needs::SOLE).and(Needs::STREAM).and(Needs::MULTIPART).and(Needs::CONTEXT);

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let missing = || ParameterError::missing(parameter, Source::Part);
        let body = loaded.take_stream().filter(|body| !body.is_empty()).ok_or_else(missing)?;
        let head = loaded.head();
        let limits = head.context.as_ref().map(|context| Limits::of(head, &context.settings));
        let limits =
            limits.ok_or_else(|| ParameterError::internal(parameter, "no settings: a bug of the framework"))?;
        Multipart::new(body, head.headers(), limits)
            .map_err(|told| ParameterError::refused(parameter, Source::Part, told.to_owned()))
    }

    fn describe(description: &mut Description<'_>, _: &'static Parameter) {
        let any = object(serde_json::json!({ "type": "object" }));
        description.whole_body(true, [(MULTIPART, any)]);
        description.problem(HttpStatus::BAD_REQUEST);
        description.problem(HttpStatus::UNSUPPORTED_MEDIA_TYPE);
    }
}

//! A file that a visitor has sent.

use std::{
    cell::RefCell,
    fmt,
    fs::File,
    io,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll, ready},
};

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncRead, ReadBuf},
    task::spawn_blocking,
};

use super::storage::Shared;
use crate::{
    HttpStatus,
    bean::{At, Json, file_number},
    extract::{FromRequest, Kind, Loaded, MULTIPART, Parameter, ParameterError, Source},
    files::{BUFFER, Readable, Reader},
    schema::{Description, Schema, Schemas, object},
};

/// A file of a multipart form: an argument of a handler, or a member of a bean.
///
/// It is read whole before the handler is called. What all files of a request hold beyond `http.multipart.spill` bytes
/// is in a temporary file without a name, which is gone with the last clone of it, whatever happens; so is what is
/// refused. An input of a page that was left empty is a missing file.
///
/// ```
/// # use framework_core as framework;
/// use framework::UploadedFile;
///
/// // #[post_mapping("/photos")]
/// async fn photo(photo: UploadedFile) -> std::io::Result<String> {
///     photo.save("/tmp/newest.jpg").await?;
///     Ok(format!("{} bytes of {}", photo.len(), photo.file_name().unwrap_or("no name")))
/// }
/// ```
#[derive(Clone)]
pub struct UploadedFile(Arc<Inner>);

struct Inner {
    file_name: Option<String>,
    content_type: Option<String>,
    content: Content,
}

pub(super) enum Content {
    Memory(Bytes),
    /// A part of a file.
    Stored {
        file: Shared,
        first: u64,
        length: u64,
    },
}

impl UploadedFile {
    pub(super) fn new(file_name: Option<String>, content_type: Option<String>, content: Content) -> Self {
        UploadedFile(Arc::new(Inner { file_name, content_type, content }))
    }

    /// The name that it has on the visitor's machine, without its folders; never `..`, and without control
    /// characters. Whoever saves a file under it lets the visitor choose what is overwritten.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.0.file_name.as_deref()
    }

    /// The media type that the visitor says it has; nobody has checked.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.0.content {
            Content::Memory(bytes) => bytes.len() as u64,
            Content::Stored { length, .. } => *length,
        }
    }

    /// Whether it holds no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of it, in memory.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub async fn bytes(&self) -> io::Result<Bytes> {
        match &self.0.content {
            Content::Memory(bytes) => Ok(bytes.clone()),
            Content::Stored { .. } => {
                let file = self.clone();
                let mut whole = Vec::new();
                spawn_blocking(move || file.copy(&mut whole).map(|()| whole.into())).await?
            }
        }
    }

    /// Reads it, a piece at a time.
    #[must_use]
    pub fn reader(&self) -> UploadReader {
        UploadReader(match &self.0.content {
            Content::Memory(bytes) => Reading::Memory(bytes.clone()),
            Content::Stored { file, first, length } => {
                Reading::Stored(Box::new(Reader::new(Arc::clone(file), *first, *length)))
            }
        })
    }

    /// Writes it into a file, which is replaced if it is there. What a visitor sends must not choose the path.
    ///
    /// # Errors
    /// What the file system says.
    pub async fn save(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let (file, path) = (self.clone(), path.as_ref().to_owned());
        spawn_blocking(move || file.copy(&mut File::create(path)?)).await?
    }

    /// It blocks.
    fn copy(&self, to: &mut impl io::Write) -> io::Result<()> {
        match &self.0.content {
            Content::Memory(bytes) => to.write_all(bytes),
            Content::Stored { file, first, length } => {
                let (mut at, end) = (*first, first + length);
                while at < end {
                    let (_, piece) = Arc::clone(file).read(at, (end - at).min(BUFFER))?;
                    to.write_all(&piece)?;
                    at += piece.len() as u64;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for UploadedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { file_name, content_type, .. } = &*self.0;
        let mut shown = f.debug_struct("UploadedFile");
        shown.field("file_name", file_name).field("content_type", content_type).field("len", &self.len()).finish()
    }
}

/// The bytes of an [`UploadedFile`].
#[derive(Debug)]
pub struct UploadReader(Reading);

enum Reading {
    Memory(Bytes),
    Stored(Box<Reader<Shared>>),
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reading::Memory(_) => "Memory",
            Reading::Stored(_) => "Stored",
        })
    }
}

impl AsyncRead for UploadReader {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let piece = match &mut self.0 {
            Reading::Memory(bytes) => bytes.split_to(bytes.len().min(into.remaining())),
            Reading::Stored(reader) => ready!(reader.poll_piece(task, into.remaining()))?,
        };
        into.put_slice(&piece);
        Poll::Ready(Ok(()))
    }
}

/// The last component of a path of any system: `photo.jpg` of `C:\\photos\\photo.jpg`; none of `..`.
pub(super) fn base_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    let name: String = name.chars().map(|letter| if letter.is_control() { '_' } else { letter }).collect();
    let name = name.trim();
    (!matches!(name, "" | "." | "..")).then(|| name.to_owned())
}

impl FromRequest<'_> for UploadedFile {
    const KIND: Kind = Kind::File;
    const LIST_KIND: Kind = Kind::File;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let first = all(loaded, parameter).next();
        first.unwrap_or_else(|| Err(ParameterError::missing(parameter, Source::Part)))
    }

    fn list_from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
        all(loaded, parameter).collect()
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        description.field(MULTIPART, parameter.name, file_schema(), true);
        description.problem(HttpStatus::BAD_REQUEST);
    }

    fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
        let files = object(json!({ "type": "array", "items": file_schema() }));
        description.field(MULTIPART, parameter.name, files, false);
        description.problem(HttpStatus::BAD_REQUEST);
    }
}

/// What was sent under the name of an argument, which is to be files.
fn all(loaded: &Loaded, parameter: &'static Parameter) -> impl Iterator<Item = Result<UploadedFile, ParameterError>> {
    let refused = move || ParameterError::refused(parameter, Source::Part, "expected a file, found text".to_owned());
    let sent = loaded.multipart().into_iter().flat_map(|form| form.named(parameter.name).map(move |sent| (form, sent)));
    sent.map(move |(form, sent)| form.file(sent).cloned().ok_or_else(refused))
}

fn file_schema() -> Schema {
    object(json!({ "type": "string", "format": "binary" }))
}

/// As a member of a bean it is read from a multipart form alone.
impl Json for UploadedFile {
    const FILES: bool = true;

    fn schema(_: &mut Schemas) -> Schema {
        file_schema()
    }

    fn examine(value: &Value, at: &mut At) {
        at.scalar::<UploadedFile>(value, "a file");
    }
}

/// It is not sent.
impl Serialize for UploadedFile {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(ser::Error::custom("an uploaded file is never sent as JSON"))
    }
}

thread_local! {
    /// The files of the form of which a bean is being read: serde hands nothing through.
    static FILES: RefCell<Vec<UploadedFile>> = const { RefCell::new(Vec::new()) };
}

/// Reads beans in which files are named by their numbers.
pub(super) fn with_files<T>(files: Vec<UploadedFile>, read: impl FnOnce() -> T) -> T {
    /// Puts back what was there, also when `read` panics.
    struct Before(Vec<UploadedFile>);
    impl Drop for Before {
        fn drop(&mut self) {
            FILES.replace(std::mem::take(&mut self.0));
        }
    }
    let _before = Before(FILES.replace(files));
    read()
}

impl<'de> Deserialize<'de> for UploadedFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = file_number(&Value::deserialize(deserializer)?);
        let file = number.and_then(|number| FILES.with_borrow(|files| files.get(number).cloned()));
        file.ok_or_else(|| de::Error::custom("expected a file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_the_last_component_and_nothing_else() {
        let cases = [
            ("photo.jpg", Some("photo.jpg")),
            ("名.txt", Some("名.txt")),
            ("/etc/passwd", Some("passwd")),
            ("../../x", Some("x")),
            ("C:\\a\\b.txt", Some("b.txt")),
            ("C:b.txt", Some("b.txt")),
            ("a/..\\b", Some("b")),
            ("x\r\ny", Some("x__y")),
            ("x\0.png", Some("x_.png")),
            ("\u{85}", Some("_")),
            (" x ", Some("x")),
            ("", None),
            (".", None),
            ("..", None),
            ("a/", None),
            ("a/..", None),
            (" .. ", None),
            (".htaccess", Some(".htaccess")),
        ];
        for (sent, name) in cases {
            assert_eq!(base_name(sent).as_deref(), name, "{sent:?}");
        }
    }
}

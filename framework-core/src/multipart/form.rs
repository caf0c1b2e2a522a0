//! A whole multipart form: its fields as text, its files in memory or in a temporary file.

use std::io;

use bytes::BytesMut;
use http::HeaderMap;

use super::{
    Limits, Multipart, Part, UploadedFile,
    reading::{not_utf8, too_large},
    storage::Writer,
    uploaded::{Content, with_files},
};
use crate::{
    Body, Invalid,
    bean::{Fields, Sent},
};

/// A whole multipart form.
#[derive(Debug)]
pub(crate) struct Form {
    parts: Vec<(String, Given)>,
    files: Vec<UploadedFile>,
}

#[derive(Debug)]
enum Given {
    Text(String),
    /// By its number.
    File(usize),
}

impl Form {
    /// Reads it; what is refused leaves nothing behind.
    pub(crate) async fn read(body: Body, headers: &HeaderMap, limits: Limits) -> Result<Self, Invalid> {
        let mut multipart = Multipart::new(body, headers, limits).map_err(Invalid::bad_request)?;
        let mut form = Form { parts: Vec::new(), files: Vec::new() };
        let mut space = Space { memory: limits.memory, file: None };
        let mut text = limits.text.bytes;
        let mut count = |length: usize| -> Result<(), Invalid> {
            let left = text.checked_sub(length as u64);
            text = left.ok_or_else(|| too_large("the text of the form", limits.text))?;
            Ok(())
        };
        while let Some(part) = multipart.next_part().await? {
            // Whatever is kept in memory counts, names too.
            count(part.name().len() + part.file_name().map_or(0, str::len) + part.content_type().map_or(0, str::len))?;
            let name = part.name().to_owned();
            let given = if part.is_file() {
                let Some(file) = space.keep(part).await? else { continue };
                form.files.push(file);
                Given::File(form.files.len() - 1)
            } else {
                let value = String::from_utf8(part.bytes().await?.into()).map_err(|_| not_utf8(&name))?;
                count(value.len())?;
                Given::Text(value)
            };
            form.parts.push((name, given));
        }
        space.finish().await?;
        Ok(form)
    }

    /// What was sent under a name.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = Sent<'_>> {
        self.parts.iter().filter(move |(part, _)| part == name).map(|(_, given)| given.sent())
    }

    /// The file that was sent, unless it is a text.
    pub(crate) fn file(&self, sent: Sent<'_>) -> Option<&UploadedFile> {
        match sent {
            Sent::Text(_) => None,
            Sent::File(number) => self.files.get(number),
        }
    }

    /// All of it, for a bean; the bean is read [`with_files`](Form::with_files).
    pub(crate) fn fields(&self) -> Fields<'_> {
        Fields::new(self.parts.iter().map(|(name, given)| (name.as_str(), given.sent())))
    }

    /// Reads what names files of it.
    pub(crate) fn with_files<T>(&self, read: impl FnOnce() -> T) -> T {
        with_files(self.files.clone(), read)
    }
}

impl Given {
    fn sent(&self) -> Sent<'_> {
        match self {
            Given::Text(text) => Sent::Text(text),
            Given::File(number) => Sent::File(*number),
        }
    }
}

/// Where the files of a form go: into memory, then all of them into one temporary file.
struct Space {
    /// What is left of the memory.
    memory: usize,
    file: Option<Writer>,
}

impl Space {
    /// None where an input of a page was left empty: browsers send a file without a name and without bytes.
    async fn keep(&mut self, mut part: Part<'_>) -> Result<Option<UploadedFile>, Invalid> {
        let mut memory = BytesMut::new();
        let mut first = None;
        while let Some(chunk) = part.chunk().await? {
            if first.is_none() && memory.len() + chunk.len() <= self.memory {
                memory.extend_from_slice(&chunk);
                continue;
            }
            let file = match &mut self.file {
                Some(file) => file,
                None => self.file.insert(Writer::temporary().await.map_err(unkept)?),
            };
            if first.is_none() {
                first = Some(file.length());
                file.write(&std::mem::take(&mut memory)).await.map_err(unkept)?;
            }
            file.write(&chunk).await.map_err(unkept)?;
        }
        let content = match (first, &self.file) {
            (Some(first), Some(file)) => Content::Stored { file: file.file(), first, length: file.length() - first },
            _ => {
                self.memory -= memory.len();
                Content::Memory(memory.freeze())
            }
        };
        let file_name = part.file_name().map(str::to_owned);
        let file = UploadedFile::new(file_name, part.content_type().map(str::to_owned), content);
        Ok((file.file_name().is_some() || !file.is_empty()).then_some(file))
    }

    async fn finish(&mut self) -> Result<(), Invalid> {
        match &mut self.file {
            Some(file) => file.flush().await.map_err(unkept),
            None => Ok(()),
        }
    }
}

/// A disk that is full, for instance.
#[cold]
fn unkept(error: io::Error) -> Invalid {
    let what = "the temporary file of a form, for what is more than `http.multipart.spill`, cannot be written";
    Invalid::internal(format!("{what}: {error}"))
}

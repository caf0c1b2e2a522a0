//! A whole multipart form: its fields as text, its files in memory or in a temporary file.

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
        while let Some(part) = multipart.next_part().await? {
            let name = part.name().to_owned();
            let length = if part.is_file() {
                let Some(file) = space.keep(part).await? else { continue };
                form.files.push(file);
                form.parts.push((name, Given::File(form.files.len() - 1)));
                0
            } else {
                let value = String::from_utf8(part.bytes().await?.into()).map_err(|_| not_utf8(&name))?;
                let length = value.len() + name.len();
                form.parts.push((name, Given::Text(value)));
                length as u64
            };
            text = text.checked_sub(length).ok_or_else(|| too_large("the text of the form", limits.text))?;
        }
        space.finish().await?;
        Ok(form)
    }

    /// The texts of a name.
    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.named(name).filter_map(|given| match given {
            Given::Text(text) => Some(text.as_str()),
            Given::File(_) => None,
        })
    }

    /// The files of a name.
    pub(crate) fn files(&self, name: &str) -> impl Iterator<Item = &UploadedFile> {
        self.named(name).filter_map(|given| match given {
            Given::Text(_) => None,
            Given::File(number) => self.files.get(*number),
        })
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Given> {
        self.parts.iter().filter(move |(part, _)| part == name).map(|(_, given)| given)
    }

    /// Reads a bean of it.
    pub(crate) fn bean<T>(&self, read: impl FnOnce(&Fields<'_>) -> T) -> T {
        let fields = self.parts.iter().map(|(name, given)| match given {
            Given::Text(text) => (name.as_str(), Sent::Text(text)),
            Given::File(number) => (name.as_str(), Sent::File(*number)),
        });
        let fields = Fields::new(fields);
        with_files(self.files.clone(), || read(&fields))
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
                None => self.file.insert(Writer::temporary().await.map_err(Invalid::internal)?),
            };
            if first.is_none() {
                first = Some(file.length());
                file.write(&std::mem::take(&mut memory)).await.map_err(Invalid::internal)?;
            }
            file.write(&chunk).await.map_err(Invalid::internal)?;
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
            Some(file) => file.flush().await.map_err(Invalid::internal),
            None => Ok(()),
        }
    }
}

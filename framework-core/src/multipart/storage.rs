//! Files that are written and read on threads for blocking.

use std::{
    fs::File,
    io::{self, Seek, SeekFrom, Write},
    mem,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::{Bytes, BytesMut};
use tokio::task::spawn_blocking;

use crate::files::{Readable, read};

/// A file that several read: each visit says where.
pub(super) type Shared = Arc<Mutex<File>>;

/// A file that is written to its end, in large pieces: a visit to another thread costs more than a copy.
#[derive(Debug)]
pub(super) struct Writer {
    file: Shared,
    waiting: BytesMut,
    written: u64,
}

/// How much is written at once.
const PIECE: usize = 64 * 1024;

impl Writer {
    /// Writes a file anew.
    pub(super) async fn create(path: &Path) -> io::Result<Self> {
        let path = path.to_owned();
        Writer::open(move || File::create(path)).await
    }

    /// A file without a name: it is gone when nobody has it open any more, also when the process is killed.
    pub(super) async fn temporary() -> io::Result<Self> {
        Writer::open(tempfile::tempfile).await
    }

    async fn open(open: impl FnOnce() -> io::Result<File> + Send + 'static) -> io::Result<Self> {
        let file = Arc::new(Mutex::new(spawn_blocking(open).await??));
        Ok(Writer { file, waiting: BytesMut::new(), written: 0 })
    }

    /// Appends.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE { self.flush().await } else { Ok(()) }
    }

    /// Writes what waits.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        let (file, at, bytes) = (Arc::clone(&self.file), self.written, mem::take(&mut self.waiting));
        self.written += bytes.len() as u64;
        let write = move || {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&bytes)
        };
        spawn_blocking(write).await?
    }

    /// The number of bytes so far.
    pub(super) fn length(&self) -> u64 {
        self.written + self.waiting.len() as u64
    }

    /// The file, for readers.
    pub(super) fn file(&self) -> Shared {
        Arc::clone(&self.file)
    }
}

impl Readable for Shared {
    fn read(self, first: u64, length: u64) -> io::Result<(Self, Bytes)> {
        let bytes = read(&mut self.lock().unwrap_or_else(PoisonError::into_inner), first, length)?;
        Ok((self, bytes))
    }
}

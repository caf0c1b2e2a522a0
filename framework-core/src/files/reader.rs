//! A part of a file as a body, read as it is sent.

use std::{
    fs::File,
    future::poll_fn,
    io::{self, ErrorKind, Read, Seek, SeekFrom},
    mem,
    pin::Pin,
    task::{Context as TaskContext, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::{Body, BoxError, body::PIECE, watch::AHEAD};

/// A part of a file as a body. Of a large part the first bytes are there already: what cannot be read at all is an
/// error while there is still time to answer so.
///
/// # Errors
/// What the file system says.
pub(crate) async fn body(file: File, first: u64, length: u64) -> io::Result<Body> {
    let mut reader = Reader::new(file, first, length);
    poll_fn(|task| reader.poll_fill(task)).await?;
    Ok(if reader.filled.len() as u64 == length { Body::from(reader.filled) } else { Body::new(reader) })
}

/// A body that reads a file when it is asked for bytes, one buffer of [`BUFFER`] bytes at a time.
///
/// A file that becomes shorter meanwhile is an error, never a short success.
pub(crate) struct Reader<F = File> {
    /// Where the part ends in the file.
    end: u64,
    /// The bytes that are not handed out yet, of which `filled` has the first.
    remaining: u64,
    filled: Bytes,
    source: Source<F>,
}

enum Source<F> {
    Idle(F),
    Reading(JoinHandle<io::Result<(F, Bytes)>>),
    Failed,
}

/// What can be read at any place, on a thread for blocking.
pub(crate) trait Readable: Send + Unpin + Sized + 'static {
    /// Reads exactly `length` bytes, [`BUFFER`] at most, and gives itself back. It blocks.
    ///
    /// # Errors
    /// What the file system says, and `UnexpectedEof` when there are fewer bytes.
    fn read(self, first: u64, length: u64) -> io::Result<(Self, Bytes)>;

    /// The same without blocking, where that can be.
    fn read_now(&self, _first: u64, _length: u64) -> Option<Bytes> {
        None
    }
}

impl Readable for File {
    /// What the system has in memory: to copy it takes a fraction of the way to another thread and back.
    #[cfg(target_os = "linux")]
    fn read_now(&self, first: u64, length: u64) -> Option<Bytes> {
        use rustix::io::{ReadWriteFlags, preadv2};

        let mut bytes = vec![0; length.min(BUFFER) as usize];
        let read = preadv2(self, &mut [io::IoSliceMut::new(&mut bytes)], first, ReadWriteFlags::NOWAIT).ok()?;
        (read == bytes.len()).then(|| bytes.into())
    }

    fn read(mut self, first: u64, length: u64) -> io::Result<(Self, Bytes)> {
        let bytes = read(&mut self, first, length)?;
        Ok((self, bytes))
    }
}

/// How much is read at once: a visit to another thread costs more than this much copying.
pub(crate) const BUFFER: u64 = AHEAD as u64;

impl<F: Readable> Reader<F> {
    /// The bytes from `first` on, `length` of them. Nothing is read yet.
    pub(crate) fn new(file: F, first: u64, length: u64) -> Self {
        let end = first.saturating_add(length);
        Reader { end, remaining: length, filled: Bytes::new(), source: Source::Idle(file) }
    }

    /// Has something to hand out, unless all is handed out or reading has failed.
    fn poll_fill(&mut self, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        while self.filled.is_empty() && self.remaining > 0 {
            self.source = match mem::replace(&mut self.source, Source::Failed) {
                Source::Idle(file) => {
                    let (first, length) = (self.end - self.remaining, self.remaining.min(BUFFER));
                    if let Some(filled) = file.read_now(first, length) {
                        self.filled = filled;
                        Source::Idle(file)
                    } else {
                        Source::Reading(spawn_blocking(move || file.read(first, length)))
                    }
                }
                Source::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(task) else {
                        self.source = Source::Reading(reading);
                        return Poll::Pending;
                    };
                    let (file, filled) = read??;
                    self.filled = filled;
                    Source::Idle(file)
                }
                Source::Failed => return Poll::Ready(Ok(())),
            };
        }
        Poll::Ready(Ok(()))
    }

    /// Hands out the next bytes, `most` of them; none at the end.
    pub(crate) fn poll_piece(&mut self, task: &mut TaskContext<'_>, most: usize) -> Poll<io::Result<Bytes>> {
        ready!(self.poll_fill(task))?;
        let length = self.filled.len().min(most);
        self.remaining -= length as u64;
        Poll::Ready(Ok(self.filled.split_to(length)))
    }
}

/// Reads exactly `length` bytes, [`BUFFER`] at most. It blocks.
///
/// # Errors
/// What the file system says, and `UnexpectedEof` when there are fewer bytes.
pub(crate) fn read(file: &mut File, first: u64, length: u64) -> io::Result<Bytes> {
    let mut bytes = vec![0; length.min(BUFFER) as usize];
    file.seek(SeekFrom::Start(first))?;
    file.read_exact(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => io::Error::new(error.kind(), "the file has become shorter while it was read"),
        _ => error,
    })?;
    Ok(bytes.into())
}

impl<F: Readable> HttpBody for Reader<F> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let piece = ready!(self.poll_piece(task, PIECE))?;
        Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.remaining == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use http_body_util::BodyExt;

    use super::*;
    use crate::files::confine::tests::Folder;

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at % 251) as u8).collect()
    }

    fn file_of(content: &[u8]) -> (Folder, File) {
        let folder = Folder::new().with("x", content);
        let file = File::open(folder.0.join("x")).expect("a file");
        (folder, file)
    }

    #[tokio::test]
    async fn every_part_comes_out_whole_in_small_pieces() {
        let content = content(200_001);
        for (first, length) in [
            (0, 0),
            (200_001, 0),
            (0, 1),
            (200_000, 1),
            (0, PIECE),
            (1, PIECE + 1),
            (0, AHEAD - 1),
            (0, AHEAD),
            (7, AHEAD + 1),
            (3, 2 * AHEAD),
            (0, 200_001),
            (1, 200_000),
        ] {
            let (_folder, file) = file_of(&content);
            let mut body = Reader::new(file, first as u64, length as u64);
            let mut read = Vec::new();
            while let Some(frame) = body.frame().await {
                let piece = frame.expect("bytes").into_data().expect("bytes");
                assert!((1..=PIECE).contains(&piece.len()));
                read.extend_from_slice(&piece);
                assert_eq!(body.size_hint().exact(), Some((length - read.len()) as u64));
            }
            assert!(body.is_end_stream());
            assert!(read == content[first..first + length], "{length} bytes from {first}");

            let (_folder, file) = file_of(&content);
            let body = super::body(file, first as u64, length as u64).await.expect("a body");
            assert_eq!(body.len(), Some(length as u64));
            assert_eq!(body.is_end_stream(), length == 0);
            let read = body.collect().await.expect("bytes").to_bytes();
            assert!(read == content[first..first + length], "{length} bytes from {first}");
        }
    }

    #[test]
    fn what_is_read_at_once_is_all_that_was_asked_for_or_nothing() {
        let content = content(100_000);
        let (_folder, file) = file_of(&content);
        for (first, length) in [(0, 1), (0, BUFFER), (7, BUFFER), (99_999, 1), (99_999, 2), (100_000, 1), (1 << 40, 1)]
        {
            if let Some(read) = file.read_now(first, length) {
                let first = first as usize;
                assert!(read == content[first..first + length as usize], "{length} bytes from {first}");
            }
        }
    }

    #[tokio::test]
    async fn a_part_of_no_bytes_has_ended() {
        let (_folder, file) = file_of(b"");
        let mut body = Reader::new(file, 0, 0);
        assert!(body.is_end_stream());
        assert_eq!(body.size_hint().exact(), Some(0));
        assert!(body.frame().await.is_none());
    }

    #[tokio::test]
    async fn a_file_that_becomes_shorter_is_an_error() {
        let (folder, file) = file_of(&content(200_000));
        let mut body = super::body(file, 0, 200_000).await.expect("a body");
        fs::write(folder.0.join("x"), content(100_000)).expect("a shorter file");
        let mut length = 0;
        let error = loop {
            match body.frame().await.expect("no end") {
                Ok(frame) => length += frame.into_data().expect("bytes").len(),
                Err(error) => break error,
            }
        };
        assert_eq!(length, 100_000 - 100_000 % AHEAD, "whole buffers");
        assert!(error.to_string().contains("shorter"), "{error}");
        assert!(!body.is_end_stream());
        assert!(body.frame().await.is_none());
    }

    #[tokio::test]
    async fn what_is_short_from_the_beginning_is_an_error_at_once() {
        for (first, length) in [(0, 101), (100, 1), (5000, 1), (0, 200_000)] {
            let (_folder, file) = file_of(&content(100));
            let error = super::body(file, first, length).await.expect_err("too few bytes");
            assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        }
    }

    #[tokio::test]
    async fn a_body_may_be_dropped_at_any_time() {
        for pieces in 0..6 {
            let (_folder, file) = file_of(&content(200_000));
            let mut body = Reader::new(file, 0, 200_000);
            for _ in 0..pieces {
                body.frame().await.expect("a piece").expect("bytes");
            }
            let mut task = TaskContext::from_waker(std::task::Waker::noop());
            let _ = Pin::new(&mut body).poll_frame(&mut task); // perhaps reading
        }
    }
}

//! A connection whose frames no client would send.

use std::time::Duration;

use framework::Server;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::frames::{ACK, Frame, PREFACE, SETTINGS, first, frame};

/// A connection on which frames are written and read by hand.
pub(crate) struct Raw {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Raw {
    /// After the preface, and both sides' settings.
    pub(crate) async fn connect(server: &Server) -> Self {
        let mut raw = Raw::over(crate::tcp(server).await);
        raw.send(&[PREFACE, &frame(SETTINGS, 0, 0, [])].concat()).await;
        loop {
            match raw.next().await {
                Some(Frame { kind: SETTINGS, flags: 0, .. }) => raw.send(&frame(SETTINGS, ACK, 0, [])).await,
                Some(Frame { kind: SETTINGS, flags: ACK, .. }) => return raw,
                Some(_) => {}
                None => panic!("the connection is closed"),
            }
        }
    }

    pub(crate) fn over(stream: TcpStream) -> Self {
        Raw { stream, read: Vec::new() }
    }

    /// Writes bytes; the other end may be gone.
    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        let _ = self.try_send(bytes).await;
    }

    pub(crate) async fn try_send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let sent = tokio::time::timeout(Duration::from_secs(60), self.stream.write_all(bytes)).await;
        sent.expect("it reads, or is gone")
    }

    /// Sends frames, and reads meanwhile so that answers to them do not pile up, until the other end has gone or `times`
    /// are over. What came is given.
    pub(crate) async fn flood(self, times: usize, mut frames: impl FnMut(usize) -> Vec<u8> + Send) -> Vec<Frame> {
        let (mut read, mut write) = self.stream.into_split();
        let mut bytes = self.read;
        let flood = async move {
            for time in 0..times {
                if write.write_all(&frames(time)).await.is_err() {
                    break;
                }
            }
            write
        };
        let listen = async {
            while let Ok(1..) = read.read_buf(&mut bytes).await {}
            bytes
        };
        let both = async { tokio::join!(flood, listen) };
        let (_write, bytes) = tokio::time::timeout(Duration::from_secs(120), both).await.expect("it is closed");
        let mut rest = bytes.as_slice();
        let next = || {
            let (frame, length) = first(rest)?;
            rest = &rest[length..];
            Some(frame)
        };
        std::iter::from_fn(next).collect()
    }

    /// The next frame; none where the connection has ended.
    pub(crate) async fn next(&mut self) -> Option<Frame> {
        loop {
            if let Some((frame, length)) = first(&self.read) {
                self.read.drain(..length);
                return Some(frame);
            }
            let read = tokio::time::timeout(Duration::from_secs(60), self.stream.read_buf(&mut self.read)).await;
            if !matches!(read.expect("a frame, or the end"), Ok(1..)) {
                return None;
            }
        }
    }

    /// The next frame of a kind.
    pub(crate) async fn next_of(&mut self, kind: u8) -> Option<Frame> {
        loop {
            let frame = self.next().await?;
            if frame.kind == kind {
                return Some(frame);
            }
        }
    }
}

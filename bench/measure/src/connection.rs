use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::Result;

/// A kept-alive HTTP/1.1 connection.
pub(crate) struct Connection(BufReader<TcpStream>);

/// What the checks look at.
#[derive(Default)]
pub(crate) struct Answer {
    pub(crate) status: String,
    pub(crate) content_type: String,
    pub(crate) date: String,
    pub(crate) body: Vec<u8>,
    /// Of head and body together.
    pub(crate) length: usize,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream) -> Result<Self> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends one or more requests in one piece.
    pub(crate) fn send(&mut self, requests: &[u8]) -> Result<()> {
        if !self.0.buffer().is_empty() {
            return Err("an answer is longer than its Content-Length".into());
        }
        Ok(self.0.get_mut().write_all(requests)?)
    }

    /// Reads one answer to its last byte and not further.
    pub(crate) fn receive(&mut self) -> Result<Answer> {
        let status = self.line()?;
        let mut answer = Answer { length: status.len() + 2, status, ..Answer::default() };
        let mut length = None;
        loop {
            let line = self.line()?;
            answer.length += line.len() + 2;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(": ").ok_or("a header without a value")?;
            match name.to_ascii_lowercase().as_str() {
                "content-type" => answer.content_type = value.to_owned(),
                "content-length" => length = Some(value.parse()?),
                "date" => answer.date = value.to_owned(),
                _ => {}
            }
        }
        answer.body = vec![0; length.ok_or("no Content-Length")?];
        self.0.read_exact(&mut answer.body)?;
        answer.length += answer.body.len();
        Ok(answer)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        match line.strip_suffix("\r\n") {
            Some(line) => Ok(line.to_owned()),
            None => Err("the connection was closed".into()),
        }
    }
}

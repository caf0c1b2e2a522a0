//! A client that reads one answer after the other, each to its end and no further.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use framework::Server;

/// A connection that stays open: one request after the other. It blocks the test's own thread, which serves nothing.
pub(crate) struct Connection(BufReader<TcpStream>);

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) line: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Connection {
    pub(crate) fn to(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address().expect("it listens")).expect("it accepts");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        Connection(BufReader::new(stream))
    }

    #[track_caller]
    pub(crate) fn get(&mut self, target: &str) -> Answer {
        self.ask("GET", target)
    }

    /// Sends a request and reads exactly as much as the answer says that it is long.
    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, target: &str) -> Answer {
        let head = format!("{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        self.0.get_mut().write_all(head.as_bytes()).expect("it reads");
        let line = self.line(target);
        let lines = std::iter::from_fn(|| Some(self.line(target)).filter(|line| !line.is_empty()));
        let fields = lines.map(|line| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())));
        let mut answer =
            Answer { line, fields: fields.map(|field| field.expect("a field")).collect(), body: String::new() };
        assert_eq!(answer.field("transfer-encoding"), None, "{target}");
        let bodiless = method == "HEAD" || ["204", "304"].contains(&&answer.line[9..12]);
        if !bodiless {
            let length = answer.field("content-length").expect("a length").parse().expect("a number");
            let read = Read::by_ref(&mut self.0).take(length).read_to_string(&mut answer.body);
            assert_eq!(read.expect("a body") as u64, length, "{target}");
        }
        answer
    }

    #[track_caller]
    pub(crate) fn line(&mut self, target: &str) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap_or_else(|error| panic!("{target}: {error}"));
        assert!(line.ends_with("\r\n"), "{target}: the connection ended after {line:?}");
        line.truncate(line.len() - 2);
        line
    }
}

impl Answer {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub(crate) fn assert(&self, status: &str, body: &str) {
        assert_eq!((self.line.as_str(), self.body.as_str()), (format!("HTTP/1.1 {status}").as_str(), body), "{self:?}");
    }

    #[track_caller]
    pub(crate) fn assert_length(&self, status: &str, length: &str) {
        assert_eq!(self.line, format!("HTTP/1.1 {status}"), "{self:?}");
        assert_eq!(self.field("content-length"), Some(length), "{self:?}");
    }
}

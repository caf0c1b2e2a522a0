//! Where a handler waits between its request and its connection.

use std::{
    future::poll_fn,
    sync::{Mutex, PoisonError},
    task::Poll,
};

use http::{HeaderMap, StatusCode};

use crate::{
    Invalid, Response,
    takeover::{Line, Place},
};

/// Between a request and the connection that its handler is to have.
#[derive(Debug)]
pub struct Door {
    line: Line,
    /// What the answer is, and what it says of the protocol.
    status: StatusCode,
    fields: HeaderMap,
    answer: Mutex<Option<(Response, Vec<Place>)>>,
}

impl Door {
    pub(crate) fn new(line: Line, status: StatusCode, fields: HeaderMap) -> Self {
        Door { line, status, fields, answer: Mutex::default() }
    }

    /// Answers that the protocol is another one from now on, and waits for the connection.
    ///
    /// # Errors
    /// 503 when the listener, the controller or the server stops.
    pub async fn open(&self) -> Result<(), Invalid> {
        self.open_with(HeaderMap::new()).await
    }

    /// The same with fields of the program's own.
    ///
    /// # Errors
    /// As [`open`](Door::open).
    pub async fn open_with(&self, fields: HeaderMap) -> Result<(), Invalid> {
        let places = self.line.enter().ok_or_else(|| Invalid::unavailable("the server is stopping"))?;
        let mut response = Response::default();
        *response.status_mut() = self.status;
        *response.headers_mut() = fields;
        response.headers_mut().extend(self.fields.clone());
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some((response, places));
        // Whoever connects it asks again at once: nobody need be woken.
        poll_fn(|_| if self.line.tie().is_connected() { Poll::Ready(()) } else { Poll::Pending }).await;
        Ok(())
    }

    /// The answer, once, and the places that the connection has from then on.
    pub(crate) fn answer(&self) -> Option<(Response, Vec<Place>)> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn line(&self) -> &Line {
        &self.line
    }
}

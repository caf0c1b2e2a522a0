//! How much each visitor behind a trusted proxy has under way: all of them come over the connections of the proxy.

use std::{
    collections::HashMap,
    mem,
    net::IpAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use crate::{Body, BoxError, HttpStatus, Invalid, Response};

/// Those who have requests under way.
#[derive(Debug)]
pub(super) struct Visitors {
    most: usize,
    by_address: Mutex<HashMap<IpAddr, usize>>,
}

/// One request of a visitor, under way until the last of these is dropped: the response has it, and the request, for
/// handlers that go on behind it.
pub(super) type Visit = Arc<Place>;

#[derive(Debug)]
pub(super) struct Place {
    visitors: Arc<Visitors>,
    address: IpAddr,
}

impl Visitors {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Visitors { most, by_address: Mutex::default() })
    }

    /// Counts a request.
    ///
    /// # Errors
    /// 429 where the visitor has enough under way.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Result<Visit, Invalid> {
        let address = address.to_canonical();
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let count = by_address.entry(address).or_default();
        if *count >= self.most {
            return Err(too_many());
        }
        *count += 1;
        Ok(Arc::new(Place { visitors: Arc::clone(self), address }))
    }
}

#[cold]
fn too_many() -> Invalid {
    let detail = "there are too many requests from this address under way (setting `http.max_connections_per_address`)";
    Invalid::new(HttpStatus::TOO_MANY_REQUESTS, detail).header("retry-after", "1")
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut by_address = self.visitors.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_address.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                by_address.remove(&self.address);
            }
        }
    }
}

/// Keeps the request under way until the response has been sent, or is given up.
pub(super) fn hold(visit: Visit, response: &mut Response) {
    if !response.body().is_end_stream() {
        let body = mem::take(response.body_mut());
        *response.body_mut() = Body::new(Held { body, _visit: visit });
    }
}

struct Held {
    body: Body,
    _visit: Visit,
}

impl http_body::Body for Held {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.body).poll_frame(task)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_given_back_and_nothing_is_kept() {
        let visitors = Visitors::new(1);
        let (one, other): (IpAddr, IpAddr) = ([10, 0, 0, 1].into(), [10, 0, 0, 2].into());
        let visit = visitors.enter(one).expect("a place");
        let again = visitors.enter(one).expect_err("no other");
        assert_eq!(again.status().code(), 429);
        let beside = Arc::clone(&visit);
        drop(visitors.enter(other).expect("a place"));
        drop(visit);
        assert!(visitors.enter(one).is_err(), "its request still has it");
        drop(beside);
        drop(visitors.enter(one).expect("a place"));
        assert!(visitors.by_address.lock().expect("no panic").is_empty());
    }
}

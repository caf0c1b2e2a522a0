//! How many connections there may be, in all and from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

/// All connections of a server.
#[derive(Debug)]
pub(super) struct Occupancy {
    most: usize,
    most_per_address: Option<usize>,
    taken: AtomicUsize,
    by_address: Mutex<HashMap<IpAddr, usize>>,
    /// Refusals under way.
    refusing: AtomicUsize,
}

/// Refusals under way; beyond them connections are closed without a word.
const MOST_REFUSALS: usize = 256;

/// The place of a refusal that is under way.
#[derive(Debug)]
pub(super) struct Refusal(Arc<Occupancy>);

impl Drop for Refusal {
    fn drop(&mut self) {
        self.0.refusing.fetch_sub(1, Relaxed);
    }
}

/// A connection's seat; dropping it gives it back.
#[derive(Debug)]
pub(super) struct Seat {
    occupancy: Arc<Occupancy>,
    address: Option<IpAddr>,
}

/// Why there is no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Full {
    All,
    Address,
}

impl Occupancy {
    pub(super) fn new(most: usize, most_per_address: Option<usize>) -> Self {
        let (taken, refusing) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Occupancy { most, most_per_address, taken, by_address: Mutex::default(), refusing }
    }

    /// Room to tell a caller that there is none.
    pub(super) fn refusal(self: &Arc<Self>) -> Option<Refusal> {
        let place = self.refusing.fetch_add(1, Relaxed) < MOST_REFUSALS;
        let refusal = Refusal(Arc::clone(self)); // gives it back, whether there was one or not
        place.then_some(refusal)
    }

    pub(super) fn sit(self: &Arc<Self>, address: Option<IpAddr>) -> Result<Seat, Full> {
        if self.taken.fetch_add(1, Relaxed) >= self.most {
            self.taken.fetch_sub(1, Relaxed);
            return Err(Full::All);
        }
        // From here on the seat is given back by its end.
        let mut seat = Seat { occupancy: Arc::clone(self), address: None };
        if let (Some(most), Some(address)) = (self.most_per_address, address) {
            let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
            let count = by_address.entry(address).or_default();
            if *count >= most {
                drop(by_address);
                return Err(Full::Address);
            }
            *count += 1;
            seat.address = Some(address);
        }
        Ok(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.occupancy.taken.fetch_sub(1, Relaxed);
        let Some(address) = self.address else { return };
        let mut by_address = self.occupancy.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_address.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                by_address.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_given_back() {
        let occupancy = Arc::new(Occupancy::new(3, Some(2)));
        let address = |last| Some(IpAddr::from([10, 0, 0, last]));
        let first = occupancy.sit(address(1)).expect("a seat");
        let _second = occupancy.sit(address(1)).expect("a seat");
        assert_eq!(occupancy.sit(address(1)).err(), Some(Full::Address));
        let _third = occupancy.sit(address(2)).expect("a seat");
        assert_eq!(occupancy.sit(address(3)).err(), Some(Full::All));
        drop(first);
        let _again = occupancy.sit(address(1)).expect("a seat");
        assert_eq!(occupancy.sit(None).err(), Some(Full::All));
        assert_eq!(occupancy.by_address.lock().expect("no panic").len(), 2);
    }

    #[test]
    fn of_an_address_without_connections_nothing_is_kept() {
        let occupancy = Arc::new(Occupancy::new(3, Some(2)));
        drop(occupancy.sit(Some(IpAddr::from([10, 0, 0, 1]))));
        assert!(occupancy.by_address.lock().expect("no panic").is_empty());
        assert_eq!(occupancy.taken.load(Relaxed), 0);
    }
}

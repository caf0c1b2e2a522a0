//! How much a connection of HTTP/2 may say that is no request.

use std::time::Duration;

use crate::watch::Glance;

/// What a connection of HTTP/2 may still say. Requests, their bodies and the reading of answers earn more of it; what is
/// left is frames about the connection itself, whose handling costs work and leads to nothing: PING, SETTINGS, PRIORITY.
#[derive(Debug)]
pub(super) struct Chatter {
    left: usize,
    before: Said,
}

/// What was said so far; the numbers wrap around.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// Bytes of any kind.
    pub(super) read: usize,
    pub(super) written: usize,
    pub(super) requests: usize,
    /// Bytes of bodies, with what frames them.
    pub(super) bodies: usize,
}

/// What may be said at once.
const MOST: usize = 2 << 20;

/// What may be said in each second.
const EACH_SECOND: usize = 64 << 10;

/// What a request may bring: its head, and of its body as much as comes before anybody reads it.
const EACH_REQUEST: usize = 2 << 20;

impl Chatter {
    pub(super) fn new(glance: Glance) -> Self {
        let before = Said { read: glance.read, written: glance.written, requests: 0, bodies: 0 };
        Chatter { left: MOST, before }
    }

    /// Whether more was said than may be, since it was last asked.
    pub(super) fn is_too_much(&mut self, now: Said, passed: Duration) -> bool {
        let before = std::mem::replace(&mut self.before, now);
        let read = now.read.wrapping_sub(before.read);
        let requests = now.requests.wrapping_sub(before.requests);
        let bodies = now.bodies.wrapping_sub(before.bodies);
        // Who reads says so now and then: at most a few bytes for each hundred.
        let reading = now.written.wrapping_sub(before.written) / 8;
        let time = (passed.as_millis() as usize).saturating_mul(EACH_SECOND) / 1000;
        let earned = requests.saturating_mul(EACH_REQUEST).saturating_add(bodies).saturating_add(reading);
        let left = self.left.saturating_add(time).saturating_add(earned).checked_sub(read);
        self.left = left.unwrap_or(0).min(MOST);
        left.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::Phase;

    const NOTHING: Said = Said { read: 0, written: 0, requests: 0, bodies: 0 };

    fn new() -> Chatter {
        Chatter::new(Glance { phase: Phase::New, turn: 0, read: 0, written: 0, is_blocked: false })
    }

    /// The second in which it was too much, if any, of ten minutes.
    fn too_much(said: impl Fn(usize) -> Said) -> Option<usize> {
        let mut chatter = new();
        (1..600).find(|second| chatter.is_too_much(said(*second), Duration::from_secs(1)))
    }

    #[test]
    fn frames_about_nothing_are_bounded() {
        assert_eq!(too_much(|second| Said { read: second << 20, ..NOTHING }), Some(3));
        assert_eq!(too_much(|second| Said { read: second * (70 << 10), ..NOTHING }), Some(342));
        assert_eq!(too_much(|second| Said { read: second * (60 << 10), ..NOTHING }), None);
    }

    #[test]
    fn requests_bodies_and_reading_are_not() {
        assert_eq!(too_much(|second| Said { read: second * 1_000_000, requests: second * 10_000, ..NOTHING }), None);
        assert_eq!(
            too_much(|second| Said { read: second * 100_000_000, bodies: second * 100_000_000, ..NOTHING }),
            None
        );
        assert_eq!(
            too_much(|second| Said { read: second * 400_000, written: second * 1_000_000_000, ..NOTHING }),
            None
        );
        // A burst is forgotten.
        let now_and_then = |second: usize| Said { read: second / 60 * (1 << 20), ..NOTHING };
        assert_eq!(too_much(now_and_then), None);
    }
}

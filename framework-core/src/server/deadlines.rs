//! Which connections take too long.
//!
//! All of them are looked at once a second, or more often where a limit is shorter than four. What has not moved
//! between two looks is timed from the first of them, so a limit is kept to within two looks, and never cut short. Those that
//! are to end are told so one after the other, over half the time until the next look.

use std::time::Duration;

use tokio::time::Instant;

use crate::{
    config::HttpSettings,
    watch::{Glance, Phase},
};

/// How long a connection may take; `Duration::MAX` is for ever.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadlines {
    handshake: Duration,
    head: Duration,
    body: Duration,
    idle: Duration,
    write: Duration,
    /// Bytes a second; 0 is any.
    rate: u64,
}

/// The time over which a rate is judged.
const WINDOW: Duration = Duration::from_secs(30);

impl Deadlines {
    pub(super) fn of(settings: &HttpSettings) -> Self {
        Deadlines {
            handshake: settings.tls_timeout,
            head: settings.header_timeout,
            body: settings.body_timeout,
            idle: settings.idle_timeout,
            write: settings.write_timeout,
            rate: settings.minimum_rate,
        }
    }

    /// The time between two looks.
    pub(super) fn interval(&self) -> Duration {
        let shortest = self.handshake.min(self.head).min(self.body).min(self.idle).min(self.write);
        (shortest / 4).clamp(Duration::from_millis(10), Duration::from_secs(1))
    }
}

/// What was seen of a connection before.
#[derive(Debug)]
pub(super) struct Seen {
    looked: Instant,
    glance: Glance,
    /// When it was first seen without having moved on.
    since: Instant,
    /// The same for bytes that wait for the reader.
    blocked: Option<Instant>,
    incoming: Rate,
    outgoing: Rate,
}

/// Bytes that are due, over a time in which they are.
#[derive(Debug, Default)]
struct Rate {
    time: Duration,
    from: usize,
}

/// What is to be done about a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Fine,
    /// The handler is told that the body does not come: it answers 408.
    GiveUpBody,
    Close,
    /// The other end does not read.
    Abort,
}

impl Seen {
    pub(super) fn new(glance: Glance, now: Instant) -> Self {
        let rate = |from| Rate { time: Duration::ZERO, from };
        let (incoming, outgoing) = (rate(glance.read), rate(glance.written));
        Seen { looked: now, glance, since: now, blocked: None, incoming, outgoing }
    }

    /// Since when it waits for nothing but a request.
    pub(super) fn idle_since(&self) -> Option<Instant> {
        (self.glance.phase.is_idle() && !self.glance.is_blocked).then_some(self.since)
    }

    /// Whether it has been answered, and waits for another request.
    pub(super) fn is_between_requests(&self) -> bool {
        matches!(self.glance.phase, Phase::Idle | Phase::Quiet)
    }

    /// Judges it by what it does now.
    pub(super) fn judge(&mut self, glance: Glance, now: Instant, deadlines: &Deadlines) -> Verdict {
        let before = std::mem::replace(&mut self.glance, glance);
        let passed = now.duration_since(std::mem::replace(&mut self.looked, now));
        let reads_too_little = self.reader(before, passed, now, deadlines);
        if reads_too_little {
            return Verdict::Abort;
        }
        let is_same = before.turn == glance.turn;
        // Bytes of a head do not renew its time: those who drip them would have for ever. Bytes of a body do.
        let has_moved = glance.phase == Phase::Body && before.read != glance.read;
        if !is_same || has_moved || glance.is_blocked {
            self.since = now;
        }
        let waited = now.duration_since(self.since);
        match glance.phase {
            Phase::Work => Verdict::Fine,
            Phase::Handshake => self.until(deadlines.handshake, waited),
            Phase::New | Phase::Head => self.until(deadlines.head, waited),
            Phase::Idle | Phase::Quiet => self.until(deadlines.idle, waited),
            Phase::Body => {
                let due = if before.phase == Phase::Body { passed } else { Duration::ZERO };
                if waited >= deadlines.body || self.incoming.is_too_low(due, glance.read, deadlines.rate) {
                    Verdict::GiveUpBody
                } else {
                    Verdict::Fine
                }
            }
        }
    }

    /// Nothing of a body is due meanwhile.
    fn until(&mut self, limit: Duration, waited: Duration) -> Verdict {
        self.incoming = Rate { time: Duration::ZERO, from: self.glance.read };
        if waited >= limit { Verdict::Close } else { Verdict::Fine }
    }

    /// Whether the other end takes too long to read what is written.
    fn reader(&mut self, before: Glance, passed: Duration, now: Instant, deadlines: &Deadlines) -> bool {
        let glance = self.glance;
        if !glance.is_blocked {
            self.blocked = None;
            if glance.phase.is_idle() {
                self.outgoing = Rate { time: Duration::ZERO, from: glance.written };
            }
            return false;
        }
        if before.written != glance.written {
            self.blocked = None;
        }
        let since = *self.blocked.get_or_insert(now);
        let due = if before.is_blocked { passed } else { Duration::ZERO };
        now.duration_since(since) >= deadlines.write || self.outgoing.is_too_low(due, glance.written, deadlines.rate)
    }
}

impl Rate {
    /// Counts the time in which bytes were due, and judges at the end of each window: one in which there were too few
    /// stays open.
    fn is_too_low(&mut self, due: Duration, bytes: usize, rate: u64) -> bool {
        self.time += due;
        if self.time < WINDOW {
            return false;
        }
        let is_too_low = (bytes.wrapping_sub(self.from) as u64) < rate.saturating_mul(self.time.as_secs());
        if !is_too_low {
            *self = Rate { time: Duration::ZERO, from: bytes };
        }
        is_too_low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEADLINES: Deadlines = Deadlines {
        handshake: Duration::from_secs(5),
        head: Duration::from_secs(10),
        body: Duration::from_secs(30),
        idle: Duration::from_secs(75),
        write: Duration::from_secs(60),
        rate: 256,
    };

    const QUIET: Glance = Glance { phase: Phase::New, turn: 0, read: 0, written: 0, is_blocked: false };

    /// The second in which something is done, and what; a look each second for ten minutes.
    fn judged(deadlines: Deadlines, glance: impl Fn(usize) -> Glance) -> Option<(usize, Verdict)> {
        let start = Instant::now();
        let mut seen = Seen::new(glance(0), start);
        let mut looks = (1..600).map(|second| {
            let now = start + Duration::from_secs(second as u64);
            (second, seen.judge(glance(second), now, &deadlines))
        });
        looks.find(|(_, verdict)| *verdict != Verdict::Fine)
    }

    #[test]
    fn whatever_does_not_move_ends_at_its_limit() {
        let of = |phase, turn| Glance { phase, turn, ..QUIET };
        assert_eq!(judged(DEADLINES, |_| QUIET), Some((10, Verdict::Close)), "no byte at all");
        assert_eq!(judged(DEADLINES, |_| of(Phase::Handshake, 0)), Some((5, Verdict::Close)));
        assert_eq!(judged(DEADLINES, |_| of(Phase::New, 1)), Some((10, Verdict::Close)), "secured, and no byte since");
        assert_eq!(judged(DEADLINES, |_| of(Phase::Idle, 3)), Some((75, Verdict::Close)));
        assert_eq!(judged(DEADLINES, |_| of(Phase::Quiet, 3)), Some((75, Verdict::Close)));
        assert_eq!(judged(DEADLINES, |_| of(Phase::Head, 1)), Some((10, Verdict::Close)));
        assert_eq!(judged(DEADLINES, |_| of(Phase::Body, 2)), Some((30, Verdict::GiveUpBody)));
        assert_eq!(judged(DEADLINES, |_| of(Phase::Work, 2)), None, "a handler may take its time");
        let blocked = |_| Glance { is_blocked: true, ..of(Phase::Work, 2) };
        // The first look that sees it blocked begins the time; the rate is judged sooner.
        assert_eq!(judged(DEADLINES, blocked), Some((30, Verdict::Abort)));
        assert_eq!(judged(Deadlines { rate: 0, ..DEADLINES }, blocked), Some((61, Verdict::Abort)));
    }

    #[test]
    fn bytes_of_a_head_or_a_handshake_do_not_renew_its_time() {
        let dripped = |phase| move |second| Glance { phase, turn: 1, read: second, ..QUIET };
        assert_eq!(judged(DEADLINES, dripped(Phase::Head)), Some((10, Verdict::Close)));
        assert_eq!(judged(DEADLINES, dripped(Phase::Handshake)), Some((5, Verdict::Close)));
        assert_eq!(judged(DEADLINES, dripped(Phase::Quiet)), Some((75, Verdict::Close)));
    }

    #[test]
    fn a_body_and_a_reader_keep_up_a_rate() {
        let body = |rate: usize| move |second| Glance { phase: Phase::Body, turn: 2, read: second * rate, ..QUIET };
        assert_eq!(judged(DEADLINES, body(255)), Some((30, Verdict::GiveUpBody)));
        assert_eq!(judged(DEADLINES, body(256)), None);
        // Each part that comes is a turn of its own.
        let turns = |second| Glance { phase: Phase::Body, turn: second as u32, read: second, ..QUIET };
        assert_eq!(judged(DEADLINES, turns), Some((30, Verdict::GiveUpBody)));
        let reader = |rate: usize| {
            move |second| Glance { phase: Phase::Work, turn: 2, written: second * rate, is_blocked: true, ..QUIET }
        };
        assert_eq!(judged(DEADLINES, reader(255)), Some((30, Verdict::Abort)));
        assert_eq!(judged(DEADLINES, reader(256)), None);
    }

    #[test]
    fn what_is_told_in_vain_is_told_at_the_next_look() {
        let start = Instant::now();
        let drips = |second: usize| Glance { written: second, is_blocked: true, phase: Phase::Work, turn: 2, ..QUIET };
        let mut seen = Seen::new(drips(0), start);
        let verdicts: Vec<_> = (1..=32)
            .map(|second| seen.judge(drips(second), start + Duration::from_secs(second as u64), &DEADLINES))
            .collect();
        assert_eq!(verdicts[28..], [Verdict::Fine, Verdict::Abort, Verdict::Abort, Verdict::Abort]);
    }

    #[test]
    fn time_in_which_nothing_is_due_does_not_count() {
        // A handler that reads a little of the body now and then.
        let slow = |second: usize| {
            let phase = if second.is_multiple_of(4) { Phase::Body } else { Phase::Work };
            Glance { phase, turn: second as u32, read: second, ..QUIET }
        };
        assert_eq!(judged(DEADLINES, slow), None);
        // Events, now and then: a reader who keeps up is never waited for.
        let events = |second| Glance { phase: Phase::Work, turn: 2, written: second / 60, ..QUIET };
        assert_eq!(judged(DEADLINES, events), None);
    }

    #[test]
    fn an_answer_that_is_still_being_read_is_not_idle() {
        let reading =
            |second| Glance { phase: Phase::Idle, turn: 3, written: second * 1000, is_blocked: second < 300, ..QUIET };
        assert_eq!(judged(DEADLINES, reading), Some((374, Verdict::Close)));
    }

    #[test]
    fn what_is_switched_off_never_ends() {
        let never = Duration::MAX;
        let off = Deadlines { handshake: never, head: never, body: never, idle: never, write: never, rate: 0 };
        for phase in [Phase::New, Phase::Idle, Phase::Head, Phase::Body, Phase::Work, Phase::Handshake] {
            assert_eq!(judged(off, |_| Glance { phase, is_blocked: phase == Phase::Work, ..QUIET }), None);
        }
        assert_eq!(off.interval(), Duration::from_secs(1));
    }
}

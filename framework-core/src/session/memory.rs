//! Sessions in the memory of the process.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Mutex, PoisonError},
};

use serde_json::Value;
use tokio::time::Instant;

use super::{SessionChange, SessionChanges, SessionId, SessionRecord, SessionStore};
use crate::BoxError;

/// Sessions in the memory of the process: gone when it ends, and not shared with others.
///
/// When it is full, those that would expire first make room: visitors who begin sessions faster than they expire take
/// no more memory than that. A session takes what its values take, and about half a kibibyte.
///
/// ```
/// # use framework_core as framework;
/// use framework::{App, MemoryStore};
///
/// App::new().session_store(MemoryStore::of(1_000));
/// ```
pub struct MemoryStore {
    most: usize,
    sessions: Mutex<Sessions>,
}

#[derive(Default)]
struct Sessions {
    by_id: HashMap<SessionId, Kept>,
    /// Expired ones are swept out when there are so many.
    sweep_at: usize,
}

struct Kept {
    values: BTreeMap<String, Value>,
    began: Instant,
    /// None is beyond all time.
    expires: Option<Instant>,
}

impl MemoryStore {
    /// A store of at most so many sessions; the default is 100,000.
    #[must_use]
    pub fn of(most: usize) -> Self {
        MemoryStore { most: most.max(1), sessions: Mutex::default() }
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        MemoryStore::of(100_000)
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("most", &self.most).finish_non_exhaustive()
    }
}

impl Kept {
    fn is_expired(&self, now: Instant) -> bool {
        self.expires.is_some_and(|expires| expires <= now)
    }

    fn change(&mut self, now: Instant, changes: SessionChanges) {
        self.expires = now.checked_add(changes.expires_in);
        for (key, value) in changes.values {
            match value {
                Some(value) => drop(self.values.insert(key, value)),
                None => drop(self.values.remove(&key)),
            }
        }
    }
}

impl Sessions {
    /// Sweeps now and then, so that room for one session takes constant time on average.
    fn make_room(&mut self, now: Instant, most: usize) {
        if self.by_id.len() < self.sweep_at.min(most) {
            return;
        }
        self.by_id.retain(|_, kept| !kept.is_expired(now));
        if self.by_id.len() >= most {
            let mut expiries: Vec<_> = self.by_id.iter().map(|(id, kept)| (kept.expires, id.clone())).collect();
            // A tenth at once. None, which never expires, would be the first: it is put last.
            let tenth = most.div_ceil(10).min(expiries.len());
            expiries.sort_unstable_by_key(|(expires, _)| (expires.is_none(), *expires));
            expiries.iter().take(tenth).for_each(|(_, id)| drop(self.by_id.remove(id)));
        }
        self.sweep_at = (self.by_id.len() * 2).max(1024);
    }
}

impl SessionStore for MemoryStore {
    async fn load(&self, id: &SessionId) -> Result<Option<SessionRecord>, BoxError> {
        let now = Instant::now();
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = sessions.by_id.get(id).filter(|kept| !kept.is_expired(now));
        Ok(kept.map(|kept| SessionRecord { values: kept.values.clone(), age: now.duration_since(kept.began) }))
    }

    async fn apply(&self, id: &SessionId, changes: SessionChanges) -> Result<bool, BoxError> {
        let now = Instant::now();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let current = sessions.by_id.remove(id).filter(|kept| !kept.is_expired(now));
        let (id, kept) = match &changes.change {
            SessionChange::Begin => (id, Some(Kept { values: BTreeMap::new(), began: now, expires: None })),
            SessionChange::Continue => (id, current),
            SessionChange::Rotate(new) => (new, current),
            SessionChange::End => return Ok(current.is_some()),
        };
        let Some(mut kept) = kept else { return Ok(false) };
        let id = id.clone();
        kept.change(now, changes);
        sessions.make_room(now, self.most);
        sessions.by_id.insert(id, kept);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;

    fn change(change: SessionChange, seconds: u64) -> SessionChanges {
        let values = [("n".to_owned(), Some(json!(seconds)))].into();
        SessionChanges { change, values, expires_in: Duration::from_secs(seconds) }
    }

    fn id() -> SessionId {
        SessionId::random().expect("random bits")
    }

    #[tokio::test(start_paused = true)]
    async fn a_session_lives_as_long_as_it_is_used_and_keeps_its_age_under_another_id() {
        let (store, first, second) = (MemoryStore::default(), id(), id());
        store.apply(&first, change(SessionChange::Continue, 10)).await.expect("memory");
        assert_eq!(store.load(&first).await.expect("memory"), None, "nobody began it");
        store.apply(&first, change(SessionChange::Begin, 10)).await.expect("memory");
        tokio::time::advance(Duration::from_secs(9)).await;
        store.apply(&first, change(SessionChange::Continue, 10)).await.expect("memory");
        tokio::time::advance(Duration::from_secs(9)).await;
        store.apply(&first, change(SessionChange::Rotate(second.clone()), 10)).await.expect("memory");
        assert_eq!(store.load(&first).await.expect("memory"), None);
        let record = store.load(&second).await.expect("memory").expect("a session");
        assert_eq!((record.age, &record.values["n"]), (Duration::from_secs(18), &json!(10)));
        tokio::time::advance(Duration::from_secs(10)).await;
        assert_eq!(store.load(&second).await.expect("memory"), None);
        store.apply(&second, change(SessionChange::Continue, 10)).await.expect("memory");
        assert_eq!(store.load(&second).await.expect("memory"), None, "it had expired");
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_store_forgets_what_would_expire_first() {
        let (store, keeper) = (MemoryStore::of(100), id());
        store.apply(&keeper, change(SessionChange::Begin, 1_000_000)).await.expect("memory");
        let ids: Vec<_> = (0..1000).map(|_| id()).collect();
        for (seconds, id) in ids.iter().enumerate() {
            store.apply(id, change(SessionChange::Begin, seconds as u64 + 1)).await.expect("memory");
            assert!(store.sessions.lock().expect("no panic").by_id.len() <= 100);
        }
        assert!(store.load(&keeper).await.expect("memory").is_some());
        assert!(store.load(&ids[999]).await.expect("memory").is_some());
        assert!(store.load(&ids[0]).await.expect("memory").is_none());
    }
}

//! Sessions: what a program remembers of a visitor between requests.
//!
//! A session is loaded when a handler or a guard asks for it, and saved once, before the head of the response is sent.
//! Only what has changed is saved, key by key, so that requests at the same time lose nothing of each other.
//!
//! That it is an argument is said in `extract`.

mod id;
mod memory;
mod saving;
mod store;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

pub use id::SessionId;
pub use memory::MemoryStore;
pub(crate) use saving::{Pending, load, save};
pub(crate) use store::Store;
pub use store::{SessionChange, SessionChanges, SessionRecord, SessionStore};

use crate::{Invalid, request::RequestHead};

/// What the program remembers of a visitor; an argument of a handler.
///
/// The first value that is set begins it: the response sets a cookie, whose value is a random id of 128 bits. It ends
/// after `session.idle` without a request that asked for it, at the latest after `session.absolute`, or by
/// [`destroy`](Session::destroy). Values are kept as JSON.
///
/// A request that may change something (any method but GET, HEAD, OPTIONS and TRACE) and whose browser says that it
/// comes from another site is refused with 403 when it brings a session's cookie: see `session.origins`.
///
/// ```
/// # use framework_core as framework;
/// use framework::Session;
///
/// // #[post_mapping("/count")]
/// fn count(session: Session) -> u32 {
///     let count = session.get("count").unwrap_or(0) + 1;
///     session.set("count", count);
///     count
/// }
/// ```
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    /// As it was loaded; arguments borrow from it.
    loaded: SessionRecord,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Under which it is stored, or will be.
    id: Option<SessionId>,
    /// The id that the store knows it by; none before it is saved for the first time.
    stored: Option<SessionId>,
    /// One that was destroyed.
    ended: Option<SessionId>,
    changes: BTreeMap<String, Option<Value>>,
    /// Why a value could not be written.
    failed: Option<Invalid>,
}

impl Session {
    fn new(stored: Option<(SessionId, SessionRecord)>) -> Self {
        let (stored, loaded) = stored.unzip();
        let state = Mutex::new(State { id: stored.clone(), stored, ..State::default() });
        Session(Arc::new(Inner { loaded: loaded.unwrap_or_default(), state }))
    }

    /// The value of a key; none if there is none, or one of another type.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        // What reads itself is somebody else's code: not while the session is held.
        let (changed, has_ended) = {
            let state = self.state();
            (state.changes.get(key).cloned(), state.ended.is_some())
        };
        match changed {
            Some(changed) => T::deserialize(changed?).ok(),
            None if has_ended => None,
            None => T::deserialize(self.0.loaded.values.get(key)?).ok(),
        }
    }

    /// The value of a key, which is removed: for what is told once, such as a notice behind a redirect. A value of another
    /// type stays.
    #[must_use]
    pub fn take<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let value = self.get(key)?;
        self.remove(key);
        Some(value)
    }

    /// Sets the value of a key. A value that cannot be written as JSON makes the request a logged 500.
    pub fn set(&self, key: impl Into<String>, value: impl Serialize) {
        // What writes itself is somebody else's code: not while the session is held.
        let value = serde_json::to_value(value);
        let mut state = self.state();
        match value {
            Ok(value) => {
                if state.id.is_none() {
                    state.begin();
                }
                state.changes.insert(key.into(), Some(value));
            }
            Err(error) => state.failed = Some(Invalid::internal(error)),
        }
    }

    /// Removes a key.
    pub fn remove(&self, key: impl Into<String>) {
        let mut state = self.state();
        if state.id.is_some() {
            state.changes.insert(key.into(), None);
        }
    }

    /// Gives it another id and keeps its values; the old one is worth nothing any more. For every login: whoever knew
    /// the id before must not be logged in with it.
    pub fn rotate(&self) {
        let mut state = self.state();
        if state.id.is_some() {
            state.begin();
        }
    }

    /// Ends it: nothing of it is kept, and the browser is told to forget it. What is set afterwards begins another one.
    pub fn destroy(&self) {
        let mut state = self.state();
        state.ended = state.stored.take().or(state.ended.take());
        state.id = None;
        state.changes.clear();
    }

    /// The id under which it is stored, or will be; none while there is nothing to store. It is a secret: who has it is
    /// the visitor.
    #[must_use]
    pub fn id(&self) -> Option<SessionId> {
        self.state().id.clone()
    }

    /// A value as it was loaded, for arguments; `null` is missing.
    pub(crate) fn loaded(&self, key: &str) -> Option<&Value> {
        self.0.loaded.values.get(key).filter(|value| !value.is_null())
    }

    /// Nothing of what was changed is to be saved: it is as it was loaded.
    pub(crate) fn forget_changes(&self) {
        let mut state = self.state();
        let stored = state.stored.take().or(state.ended.take());
        *state = State { id: stored.clone(), stored, ..State::default() };
    }

    /// What is to be saved. It can still be read, by a page about an error for instance.
    fn changed(&self) -> State {
        let mut state = self.state();
        let (id, stored, ended) = (state.id.clone(), state.stored.clone(), state.ended.clone());
        State { id, stored, ended, changes: state.changes.clone(), failed: state.failed.take() }
    }

    fn age(&self) -> Duration {
        self.0.loaded.age
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Gives it a new id.
    fn begin(&mut self) {
        match SessionId::random() {
            Ok(id) => self.id = Some(id),
            Err(error) => self.failed = Some(Invalid::internal(error)),
        }
    }
}

/// Without its values.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("id", &self.id()).finish_non_exhaustive()
    }
}

impl RequestHead {
    /// The session, for a guard: loaded at the first question.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::{Guard, Invalid, RequestHead};
    ///
    /// struct CurrentUser(String);
    ///
    /// impl Guard for CurrentUser {
    ///     async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
    ///         let name = request.session().await?.get("user");
    ///         name.map(CurrentUser).ok_or_else(|| Invalid::unauthorized("log in first"))
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// 403 when the request comes from another site, 503 when the store cannot be reached, and a logged 500 where no
    /// route answers.
    pub async fn session(&self) -> Result<Session, Invalid> {
        let Some(context) = self.context.clone() else { return Err(Invalid::internal("only routes have sessions")) };
        load(self, &context).await.cloned()
    }
}

//! Where sessions are kept.

use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

use serde_json::Value;

use super::{MemoryStore, SessionId};
use crate::{
    BoxError, BoxFuture,
    panics::{caught, told},
};

/// Keeps sessions; `App::session_store` takes one. Without it, they are in the memory of the process ([`MemoryStore`]).
///
/// Several processes share sessions through one store. An error is answered 503, and logged.
///
/// ```
/// # use framework_core as framework;
/// use std::collections::BTreeMap;
/// use framework::{App, BoxError, SessionChanges, SessionId, SessionRecord, SessionStore};
///
/// /// Remembers nothing.
/// struct Nowhere;
///
/// impl SessionStore for Nowhere {
///     async fn load(&self, _: &SessionId) -> Result<Option<SessionRecord>, BoxError> {
///         Ok(None)
///     }
///
///     async fn apply(&self, _: &SessionId, _: SessionChanges) -> Result<bool, BoxError> {
///         Ok(true)
///     }
/// }
///
/// let app = App::new().session_store(Nowhere);
/// ```
pub trait SessionStore: Send + Sync + 'static {
    /// The session of an id, if there is one that has not expired.
    ///
    /// # Errors
    /// The store cannot be reached.
    fn load(&self, id: &SessionId) -> impl Future<Output = Result<Option<SessionRecord>, BoxError>> + Send;

    /// Changes the session of an id, all at once, and says whether there is one to change. A session that is not there
    /// stays so, unless the change begins it: it has expired meanwhile, or another request has ended or rotated it.
    ///
    /// # Errors
    /// The store cannot be reached.
    fn apply(&self, id: &SessionId, changes: SessionChanges) -> impl Future<Output = Result<bool, BoxError>> + Send;
}

/// A session as a store has it. `Debug` shows the keys alone.
#[derive(Clone, Default, PartialEq)]
pub struct SessionRecord {
    /// Its values.
    pub values: BTreeMap<String, Value>,
    /// The time since it began; another id does not make it younger.
    pub age: Duration,
}

/// What a request has changed of a session. `Debug` shows the keys alone.
#[derive(Clone, PartialEq)]
pub struct SessionChanges {
    /// What becomes of the session as a whole.
    pub change: SessionChange,
    /// The values that were set, and the keys that were removed. All others stay as they are: another request may have
    /// changed them.
    pub values: BTreeMap<String, Option<Value>>,
    /// After this time without another change it is to be forgotten.
    pub expires_in: Duration,
}

impl SessionChanges {
    pub(super) fn end() -> Self {
        SessionChanges { change: SessionChange::End, values: BTreeMap::new(), expires_in: Duration::ZERO }
    }
}

impl fmt::Debug for SessionRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SessionRecord { values, age } = self;
        f.debug_struct("SessionRecord").field("values", &values.keys()).field("age", age).finish()
    }
}

impl fmt::Debug for SessionChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SessionChanges { change, values, expires_in } = self;
        let mut shown = f.debug_struct("SessionChanges");
        shown.field("change", change).field("values", &values.keys()).field("expires_in", expires_in).finish()
    }
}

/// What becomes of a session as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionChange {
    /// It begins: its age is 0.
    Begin,
    /// It goes on.
    Continue,
    /// It goes on under another id, and no longer under this one.
    Rotate(SessionId),
    /// It ends.
    End,
}

/// A store of any type.
#[derive(Clone)]
pub(crate) struct Store(Arc<dyn Erased>);

trait Erased: Send + Sync {
    fn load<'a>(&'a self, id: &'a SessionId) -> BoxFuture<'a, Result<Option<SessionRecord>, BoxError>>;
    fn apply<'a>(&'a self, id: &'a SessionId, changes: SessionChanges) -> BoxFuture<'a, Result<bool, BoxError>>;
}

impl<S: SessionStore> Erased for S {
    fn load<'a>(&'a self, id: &'a SessionId) -> BoxFuture<'a, Result<Option<SessionRecord>, BoxError>> {
        Box::pin(SessionStore::load(self, id))
    }

    fn apply<'a>(&'a self, id: &'a SessionId, changes: SessionChanges) -> BoxFuture<'a, Result<bool, BoxError>> {
        Box::pin(SessionStore::apply(self, id, changes))
    }
}

impl Store {
    pub(crate) fn new(store: impl SessionStore) -> Self {
        Store(Arc::new(store))
    }

    pub(super) async fn load(&self, id: &SessionId) -> Result<Option<SessionRecord>, BoxError> {
        guarded(async { self.0.load(id).await }).await
    }

    pub(super) async fn apply(&self, id: &SessionId, changes: SessionChanges) -> Result<bool, BoxError> {
        guarded(async { self.0.apply(id, changes).await }).await
    }
}

/// A panic of the store is an error of it, also one before there is a future.
async fn guarded<T>(asked: impl Future<Output = Result<T, BoxError>>) -> Result<T, BoxError> {
    caught(asked).await.unwrap_or_else(|panic| Err(told("the session store", panic).into()))
}

impl Default for Store {
    fn default() -> Self {
        Store::new(MemoryStore::default())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

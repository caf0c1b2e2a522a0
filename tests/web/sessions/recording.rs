//! A store that tells what is asked of it, and fails when it is told to.

use std::sync::{Arc, Mutex, PoisonError};

use framework::{
    BoxError, MemoryStore, SessionChange, SessionChanges, SessionId, SessionRecord, SessionStore, serde_json::Value,
    tokio::sync::Semaphore,
};

/// Sessions in memory, and a journal of what was asked for, as `load` and `continue count=2 -name`.
#[derive(Clone, Default)]
pub(super) struct Recording(Arc<Inner>);

struct Inner {
    memory: MemoryStore,
    journal: Mutex<Vec<String>>,
    trouble: Mutex<Option<(&'static str, Trouble)>>,
    /// Each change takes one: with none left, it waits.
    changes: Semaphore,
}

impl Default for Inner {
    fn default() -> Self {
        Inner {
            memory: MemoryStore::default(),
            journal: Mutex::default(),
            trouble: Mutex::default(),
            changes: Semaphore::new(Semaphore::MAX_PERMITS),
        }
    }
}

/// How it fails.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trouble {
    Error,
    Panic,
    /// Before there is a future.
    PanicAtOnce,
}

/// What the store says to itself: no visitor may read it.
pub(super) const PRIVATE: &str = "the host of the store does not answer";

impl Recording {
    /// What was asked since the last time.
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.journal.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn note(&self, event: impl Into<String>) {
        self.0.journal.lock().unwrap_or_else(PoisonError::into_inner).push(event.into());
    }

    /// From now on `load` or `apply` fails.
    pub(super) fn fails(&self, operation: &'static str, how: Trouble) {
        *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some((operation, how));
    }

    pub(super) fn recovers(&self) {
        *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// From now on changes wait until [`go_on`](Recording::go_on).
    pub(super) fn hold(&self) {
        self.0.changes.forget_permits(Semaphore::MAX_PERMITS);
    }

    pub(super) fn go_on(&self) {
        self.0.changes.add_permits(1);
    }

    fn trouble(&self, operation: &str) -> Option<Trouble> {
        let trouble = *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.filter(|(failing, _)| *failing == operation).map(|(_, how)| how)
    }

    fn may_panic_at_once(&self, operation: &str) {
        assert!(!matches!(self.trouble(operation), Some(Trouble::PanicAtOnce)), "{PRIVATE}");
    }

    fn may_fail(&self, operation: &str) -> Result<(), BoxError> {
        match self.trouble(operation) {
            None => Ok(()),
            Some(Trouble::Error) => Err(PRIVATE.into()),
            Some(Trouble::Panic | Trouble::PanicAtOnce) => panic!("{PRIVATE}"),
        }
    }
}

impl SessionStore for Recording {
    fn load(&self, id: &SessionId) -> impl Future<Output = Result<Option<SessionRecord>, BoxError>> + Send {
        self.may_panic_at_once("load");
        async {
            self.note("load");
            self.may_fail("load")?;
            self.0.memory.load(id).await
        }
    }

    fn apply(&self, id: &SessionId, changes: SessionChanges) -> impl Future<Output = Result<bool, BoxError>> + Send {
        self.may_panic_at_once("apply");
        async move {
            self.note(told(&changes));
            self.0.changes.acquire().await?.forget();
            self.may_fail("apply")?;
            self.0.memory.apply(id, changes).await
        }
    }
}

fn told(changes: &SessionChanges) -> String {
    let change = match changes.change {
        SessionChange::Begin => "begin",
        SessionChange::Continue => "continue",
        SessionChange::Rotate(_) => "rotate",
        SessionChange::End => "end",
    };
    let told = |(key, value): (&String, &Option<Value>)| match value {
        Some(value) => format!(" {key}={value}"),
        None => format!(" -{key}"),
    };
    std::iter::once(change.to_owned()).chain(changes.values.iter().map(told)).collect()
}

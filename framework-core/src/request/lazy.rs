//! What is decoded of a request only when somebody asks for it.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use serde_json::Value;

use super::{cookies::Jar, pairs::Decoded};

/// What is decoded only when somebody asks: one allocation, made at the first question.
#[derive(Debug, Default)]
pub(crate) struct Lazy(OnceLock<Arc<Asked>>);

/// Each is decoded once.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) query: OnceLock<Decoded>,
    pub(crate) form: OnceLock<Decoded>,
    pub(crate) json: OnceLock<Result<Value, String>>,
    /// The members of the JSON body that are scalars or lists of them, as texts.
    pub(crate) members: OnceLock<BTreeMap<String, Vec<String>>>,
    pub(crate) cookies: OnceLock<Arc<Jar>>,
    #[cfg(feature = "sessions")]
    pub(crate) session: tokio::sync::OnceCell<crate::Session>,
}

impl Lazy {
    pub(crate) fn ask(&self) -> &Asked {
        self.0.get_or_init(Arc::default)
    }

    /// For a copy of the head. They share the session, whichever is asked for it: what one of them changes is saved.
    pub(crate) fn duplicate(&self) -> Self {
        #[cfg(feature = "sessions")]
        self.ask();
        Lazy(self.0.clone())
    }

    /// The session, if somebody has asked for it.
    #[cfg(feature = "sessions")]
    pub(crate) fn session(&self) -> Option<&crate::Session> {
        self.0.get()?.session.get()
    }

    /// The cookies, if somebody has asked for them.
    pub(crate) fn cookies(&self) -> Option<&Jar> {
        self.0.get()?.cookies.get().map(|jar| &**jar)
    }
}

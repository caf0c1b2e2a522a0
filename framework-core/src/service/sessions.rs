//! Sessions in the way of a request; without the feature nothing of it is there.

use crate::{Invalid, Response, context::Context, extract::Loaded, request::RequestHead};

#[cfg(feature = "sessions")]
mod with {
    use super::{Context, Invalid, Loaded, RequestHead, Response};
    use crate::session::{self, Pending};

    /// Whether a session was loaded, or the response sets something in it.
    pub(crate) fn has_one(answer: &Result<Response, Invalid>, head: &RequestHead) -> bool {
        head.lazy.session().is_some()
            || answer.as_ref().is_ok_and(|response| response.extensions().get::<Pending>().is_some())
    }

    /// The answer, once the session is saved.
    pub(crate) async fn saved(
        mut answer: Result<Response, Invalid>,
        head: &RequestHead,
        context: &Context,
    ) -> Result<Response, Invalid> {
        let pending = answer.as_mut().ok().and_then(|response| response.extensions_mut().remove());
        if let Some(Pending(values)) = pending {
            let session = session::load(head, context).await?;
            values.into_iter().for_each(|(key, value)| session.set(key, value));
        }
        match head.lazy.session() {
            Some(session) => session::save(answer, session, head, context).await,
            None => answer,
        }
    }

    /// The handler has panicked: what it has set is not saved.
    pub(crate) fn forget(loaded: &Loaded) {
        loaded.head().lazy.session().into_iter().for_each(session::Session::forget_changes);
    }
}

#[cfg(not(feature = "sessions"))]
mod with {
    use super::{Context, Invalid, Loaded, RequestHead, Response};

    pub(crate) fn has_one(_: &Result<Response, Invalid>, _: &RequestHead) -> bool {
        false
    }

    pub(crate) async fn saved(
        answer: Result<Response, Invalid>,
        _: &RequestHead,
        _: &Context,
    ) -> Result<Response, Invalid> {
        answer
    }

    pub(crate) fn forget(_: &Loaded) {}
}

pub(super) use with::{forget, has_one, saved};

//! When a session is loaded, and when it is saved.

use std::time::Duration;

use http::{HeaderValue, header};
use serde_json::Value;

use super::{Session, SessionChange, SessionChanges, SessionId, State};
use crate::{
    BoxError, Cookie, Invalid, Response,
    context::Context,
    request::{RequestHead, is_foreign, method_is_safe},
};

/// What a response sets in the session, until the pipeline does it.
#[derive(Clone, Default)]
pub(crate) struct Pending(pub(crate) Vec<(String, Value)>);

/// The session of a request: loaded at the first question, empty where there is none yet.
///
/// # Errors
/// 403 when the request comes from another site, 503 when the store cannot be reached.
pub(crate) async fn load<'h>(head: &'h RequestHead, context: &Context) -> Result<&'h Session, Invalid> {
    head.lazy.ask().session.get_or_try_init(|| loaded(head, context)).await
}

async fn loaded(head: &RequestHead, context: &Context) -> Result<Session, Invalid> {
    let (settings, store) = (&context.settings.session, &context.session_store);
    let mut sent = head.jar().values(settings.cookie_name(head.is_secure())).peekable();
    if sent.peek().is_some() {
        refuse_foreign(head, &settings.origins)?;
    }
    // Other programs of the host may have cookies of this name. An id that the program has not made is no session's: a
    // visitor does not choose one.
    let Some(id) = sent.find_map(SessionId::parse) else { return Ok(Session::new(None)) };
    let record = store.load(&id).await.map_err(unavailable)?;
    Ok(match record {
        Some(record) if record.age < settings.absolute => Session::new(Some((id, record))),
        Some(_) => {
            store.apply(&id, SessionChanges::end()).await.map_err(unavailable)?;
            Session::new(None)
        }
        None => Session::new(None),
    })
}

/// Saves what was changed, before the head is sent, and lets the response set the cookie.
pub(crate) async fn save(
    mut answer: Result<Response, Invalid>,
    session: &Session,
    head: &RequestHead,
    context: &Context,
) -> Result<Response, Invalid> {
    let cookie = store(session, head, context).await?;
    let headers = match &mut answer {
        Ok(response) => response.headers_mut(),
        Err(refused) => refused.headers_mut(),
    };
    if let Some(cookie) = cookie {
        let mut cookie = cookie.to_header()?;
        cookie.set_sensitive(true); // whoever logs header fields does not log it
        headers.append(header::SET_COOKIE, cookie);
    }
    // It is made for one visitor: no cache may give it to another.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private"));
    answer
}

async fn store(session: &Session, head: &RequestHead, context: &Context) -> Result<Option<Cookie>, Invalid> {
    let (settings, store) = (&context.settings.session, &context.session_store);
    let State { id, stored, ended, changes, failed } = session.changed();
    if let Some(failed) = failed {
        return Err(failed);
    }
    let has_ended = ended.is_some();
    if let Some(ended) = ended {
        store.apply(&ended, SessionChanges::end()).await.map_err(unavailable)?;
    }
    let name = settings.cookie_name(head.is_secure());
    let cookie = |id: &SessionId| Some(Cookie::new(name, id.as_str()));
    let (id, change, cookie) = match (id, stored) {
        (Some(id), None) if changes.values().any(Option::is_some) => {
            let cookie = cookie(&id);
            (id, SessionChange::Begin, cookie)
        }
        (Some(id), Some(stored)) if id == stored => (id, SessionChange::Continue, None),
        (Some(id), Some(stored)) => {
            let cookie = cookie(&id);
            (stored, SessionChange::Rotate(id), cookie)
        }
        _ => return Ok(has_ended.then(|| Cookie::removal(name))),
    };
    let age = if change == SessionChange::Begin { Duration::ZERO } else { session.age() };
    let expires_in = settings.idle.min(settings.absolute.saturating_sub(age));
    let changes = SessionChanges { change, values: changes, expires_in };
    let is_there = store.apply(&id, changes).await.map_err(unavailable)?;
    // Where another request has rotated it, that one's cookie is the right one.
    Ok(cookie.filter(|_| is_there))
}

#[cold]
fn unavailable(error: BoxError) -> Invalid {
    Invalid::unavailable("sessions cannot be reached").caused_by(error)
}

/// Refuses what may change something and comes from elsewhere.
fn refuse_foreign(head: &RequestHead, allowed: &[String]) -> Result<(), Invalid> {
    if method_is_safe(head.method()) || !is_foreign(head, allowed) {
        return Ok(());
    }
    Err(Invalid::forbidden("the request comes from another site (setting `session.origins`)"))
}

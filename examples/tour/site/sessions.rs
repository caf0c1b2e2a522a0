//! What is remembered of a visitor: with the feature `sessions`.

use framework::prelude::*;

/// Who has logged in; read from the session before anything else of the request.
struct Member(String);

impl Guard for Member {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let name = request.session().await?.get("name");
        name.map(Member).ok_or_else(|| Invalid::unauthorized("log in first"))
    }
}

#[derive(Default)]
struct Sessions;

#[controller("/sessions")]
impl Sessions {
    /// Counts visits; the first one begins the session.
    /// Try `/sessions/visits`
    #[get_mapping]
    fn visits(&self, session: Session) -> String {
        let visits = session.get("visits").unwrap_or(0) + 1;
        session.set("visits", visits);
        format!("visit {visits}")
    }

    /// A login gets a new id, so that one that somebody knew before is worth nothing.
    /// Try `curl -c jar -b jar --data name=Ada http://127.0.0.1:8550/sessions/login`
    #[post_mapping]
    fn login(&self, #[form] name: &str, session: Session) -> RedirectResponse {
        session.rotate();
        RedirectResponse::local("/sessions/me").see_other().session("name", name)
    }

    /// Only for those who have logged in.
    /// Try `/sessions/me` → 401
    #[get_mapping]
    async fn me(&self, #[guard] member: Member, #[session(default = 0)] visits: u32) -> String {
        format!("You are {}, here for visit {visits}.", member.0)
    }

    /// Forgets everything.
    /// Try `curl -c jar -b jar -X POST http://127.0.0.1:8550/sessions/logout`
    #[post_mapping]
    fn logout(&self, session: Session) {
        session.destroy();
    }
}

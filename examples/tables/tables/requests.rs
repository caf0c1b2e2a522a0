//! The request itself, the session, and who asks.

use framework::{
    PeerAddress, Security,
    http::{HeaderMap, Method, Uri},
    prelude::*,
};

/// A component of the application.
#[derive(Clone)]
pub(crate) struct Greeting(pub(crate) &'static str);

/// Whoever asks with `Bearer ada`.
struct CurrentUser(String);

impl Guard for CurrentUser {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        match request.bearer_token() {
            Some("ada") => Ok(CurrentUser("ada".to_owned())),
            _ => Err(Invalid::unauthorized("log in first").header("www-authenticate", "Bearer")),
        }
    }

    fn describe(description: &mut Description<'_>) {
        description.security(Security::bearer());
    }
}

#[derive(Default)]
struct Requests;

/// What is known of a request.
#[controller("/requests")]
impl Requests {
    #[get_mapping]
    fn head(head: &RequestHead, headers: &HeaderMap, uri: &Uri, method: Method) -> String {
        format!("{} {} {uri} {method}", head.path(), headers.len())
    }

    #[get_mapping]
    fn peer(PeerAddress(peer): PeerAddress) -> String {
        peer.to_string()
    }

    #[get_mapping]
    fn state(State(greeting): State<Greeting>) -> &'static str {
        greeting.0
    }

    #[get_mapping]
    fn cookies(cookies: Cookies) -> usize {
        cookies.iter().count()
    }

    #[get_mapping]
    fn signed(cookies: SignedCookies) -> Option<String> {
        cookies.get("user")
    }

    #[get_mapping]
    fn session(session: Session) -> u32 {
        session.get::<u32>("visits").unwrap_or_default()
    }

    #[post_mapping]
    fn visit(session: Session, #[session(default = 0)] visits: u32) -> u32 {
        session.set("visits", visits + 1);
        visits + 1
    }

    #[get_mapping]
    async fn guarded(#[guard] user: CurrentUser, page: Option<u8>) -> String {
        format!("{} {page:?}", user.0)
    }

    /// Not described, and served all the same.
    #[get_mapping]
    #[api(hidden)]
    fn hidden() {}

    /// An older way.
    #[get_mapping]
    #[deprecated(note = "ask for `head`")]
    fn older() {}
}

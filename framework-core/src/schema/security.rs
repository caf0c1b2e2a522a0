//! How a caller shows who it is.

use std::borrow::Cow;

use serde_json::{Value, json};

/// How a caller identifies itself; a guard says so in its description.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Description, Guard, HttpStatus, Invalid, RequestHead, Security};
///
/// struct Admin;
///
/// impl Guard for Admin {
///     async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
///         match request.bearer_token() {
///             Some("7") => Ok(Admin),
///             Some(_) => Err(Invalid::forbidden("only for administrators")),
///             None => Err(Invalid::unauthorized("log in first").header("www-authenticate", "Bearer")),
///         }
///     }
///
///     fn describe(description: &mut Description<'_>) {
///         description.security(Security::bearer());
///         description.problem(HttpStatus::FORBIDDEN);
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security(Scheme);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Scheme {
    /// `Authorization`, with this scheme (RFC 9110, section 11.6.2).
    Authorization(&'static str),
    /// A secret in a header field, a cookie or the query string.
    Key(&'static str, Cow<'static, str>),
    /// The session of the settings.
    Session,
}

impl Security {
    /// `Authorization: Bearer …` (RFC 6750).
    #[must_use]
    pub fn bearer() -> Self {
        Security(Scheme::Authorization("bearer"))
    }

    /// `Authorization: Basic …` (RFC 7617).
    #[must_use]
    pub fn basic() -> Self {
        Security(Scheme::Authorization("basic"))
    }

    /// A secret in a header field, as `X-Key`.
    #[must_use]
    pub fn header(name: impl Into<Cow<'static, str>>) -> Self {
        Security(Scheme::Key("header", name.into()))
    }

    /// A secret in a cookie.
    #[must_use]
    pub fn cookie(name: impl Into<Cow<'static, str>>) -> Self {
        Security(Scheme::Key("cookie", name.into()))
    }

    /// A secret in the query string.
    #[must_use]
    pub fn query(name: impl Into<Cow<'static, str>>) -> Self {
        Security(Scheme::Key("query", name.into()))
    }

    /// The session.
    #[must_use]
    pub fn session() -> Self {
        Security(Scheme::Session)
    }

    /// Its name in a document: letters, digits, `.`, `-` and `_`.
    pub(crate) fn name(&self) -> String {
        match &self.0 {
            Scheme::Authorization(scheme) => (*scheme).to_owned(),
            Scheme::Key(location, name) => super::allowed(&format!("{location}.{name}")),
            Scheme::Session => "session".to_owned(),
        }
    }

    /// Its entry in a document; `cookie` is that of sessions.
    pub(crate) fn scheme(&self, cookie: &str) -> Value {
        match &self.0 {
            Scheme::Authorization(scheme) => json!({ "type": "http", "scheme": scheme }),
            Scheme::Key(location, name) => json!({ "type": "apiKey", "in": location, "name": name }),
            Scheme::Session => json!({ "type": "apiKey", "in": "cookie", "name": cookie }),
        }
    }
}

//! A cookie, as a response sets it.

use std::{fmt, time::Duration};

use ::cookie::time;
use http::{
    HeaderMap, HeaderValue,
    header::{self, Entry},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::Invalid;

/// A cookie that a response sets (RFC 6265, section 4.1): `HttpOnly`, `SameSite=Lax` and `Path=/`, unless told otherwise.
///
/// The value may be any text: what a cookie cannot hold, and `%`, is percent-encoded, so that it never adds an
/// attribute. The name is a token, such as `theme`. A path or a domain that would break out of its attribute and a
/// name that is no token are a 500, logged. Browsers drop a cookie whose name and value are longer than 4096 bytes.
///
/// Names that begin with `__Host-` or `__Secure-` get what browsers demand of them: `Secure`, and for `__Host-` also
/// `Path=/` and no domain.
///
/// On TLS it is `Secure`, unless [`secure`](Cookie::secure) says otherwise.
///
/// ```
/// # use framework_core as framework;
/// use std::time::Duration;
/// use framework::{Cookie, SameSite};
///
/// let theme = Cookie::new("theme", "dark").max_age(Duration::from_secs(3600)).same_site(SameSite::Strict);
/// assert_eq!((theme.name(), theme.value()), ("theme", "dark"));
///
/// let plain = Cookie::from(("theme", "dark"));
/// let gone = Cookie::removal("theme");
/// assert_eq!((plain.name(), gone.value()), ("theme", ""));
/// ```
// Whether it is `Secure` may stay undecided: only the pipeline knows if the connection is, see `secured`.
#[derive(Clone)]
pub struct Cookie(::cookie::Cookie<'static>);

/// Which requests from other sites a browser sends a cookie with (RFC 6265bis, section 5.6.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameSite {
    /// None.
    Strict,
    /// Those that follow a link to this site.
    Lax,
    /// All. Browsers demand `Secure` then, so it is added.
    None,
}

impl Cookie {
    /// A cookie for all paths of this host that ends with the browser's session.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        let cookie = ::cookie::Cookie::build((name.into(), value.into()));
        Cookie(cookie.http_only(true).same_site(::cookie::SameSite::Lax).path("/").build())
    }

    /// Removes a cookie; path and domain must be those that it was set with.
    #[must_use]
    pub fn removal(name: impl Into<String>) -> Self {
        Cookie::new(name, "").expired()
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// Its value, as it was given: not encoded.
    #[must_use]
    pub fn value(&self) -> &str {
        self.0.value()
    }

    /// The path below which it is sent back; it begins with `/`.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.0.set_path(path.into());
        self
    }

    /// The domain whose hosts it is sent back to; without one, this host alone.
    #[must_use]
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.0.set_domain(domain.into());
        self
    }

    /// How long it is kept, in whole seconds; less than one removes it.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.0.set_max_age(time::Duration::try_from(age).unwrap_or(time::Duration::MAX));
        self.0.set_expires(None);
        self
    }

    /// Whether scripts are kept from reading it.
    #[must_use]
    pub fn http_only(mut self, http_only: bool) -> Self {
        self.0.set_http_only(http_only);
        self
    }

    /// Whether it is sent over TLS only; without it, it is where the response that sets it is.
    #[must_use]
    pub fn secure(mut self, secure: bool) -> Self {
        self.0.set_secure(secure);
        self
    }

    /// Which requests from other sites it is sent with.
    #[must_use]
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.0.set_same_site(match same_site {
            SameSite::Strict => ::cookie::SameSite::Strict,
            SameSite::Lax => ::cookie::SameSite::Lax,
            SameSite::None => ::cookie::SameSite::None,
        });
        self
    }

    /// Makes the browser remove it now.
    #[must_use]
    pub fn expired(mut self) -> Self {
        self.0.set_max_age(time::Duration::ZERO);
        self.0.set_expires(time::OffsetDateTime::UNIX_EPOCH); // for what does not know `Max-Age`
        self
    }

    /// The cookie with another value, made of its name and its own.
    #[cfg(feature = "cookies-secure")]
    pub(crate) fn sealed(mut self, seal: impl FnOnce(&str, &str) -> String) -> Self {
        self.0.set_value(seal(self.name(), self.value()));
        self
    }

    /// The value of `Set-Cookie`, for [`secured`] where it leaves `Secure` to the connection.
    ///
    /// # Errors
    /// A logged 500: a name that is no token, a path or a domain that cannot stand in the field. The value is not
    /// in its text.
    pub(crate) fn to_header(&self) -> Result<HeaderValue, Invalid> {
        let name = self.name();
        if !is_token(name) {
            return Err(refused("no cookie name (RFC 6265, section 4.1.1)", name));
        }
        let mut cookie = self.0.clone();
        let (host, secure) = (begins(name, "__Host-"), begins(name, "__Secure-"));
        if host {
            cookie.set_path("/");
            cookie.unset_domain();
        }
        if host || secure || cookie.same_site() == Some(::cookie::SameSite::None) {
            cookie.set_secure(true);
        }
        match (cookie.path(), cookie.domain()) {
            (Some(path), _) if !path.starts_with('/') || !is_attribute(path) => {
                return Err(refused("no path of a cookie", path));
            }
            (_, Some(domain)) if domain.is_empty() || !is_attribute(domain) => {
                return Err(refused("no domain of a cookie", domain));
            }
            _ => {}
        }
        cookie.set_value(utf8_percent_encode(self.value(), &ENCODED).to_string());
        let mut value = HeaderValue::from_str(&cookie.to_string()).map_err(Invalid::internal)?;
        value.set_sensitive(cookie.secure().is_none());
        Ok(value)
    }
}

/// Makes the cookies `Secure` that leave it to the connection: this one is. What they are known by, that they are
/// sensitive, stays with a value on its way through layers; elsewhere in the response it could get lost. A layer may mark
/// others so, too, for the log: then this errs on the safe side.
pub(crate) fn secured(headers: &mut HeaderMap) {
    let Entry::Occupied(mut cookies) = headers.entry(header::SET_COOKIE) else { return };
    for value in cookies.iter_mut().filter(|value| value.is_sensitive() && !is_secure(value)) {
        let written = [value.as_bytes(), b"; Secure"].concat();
        if let Ok(mut secure) = HeaderValue::from_bytes(&written) {
            secure.set_sensitive(true);
            *value = secure;
        }
    }
}

fn is_secure(cookie: &HeaderValue) -> bool {
    let mut attributes = cookie.as_bytes().split(|byte| *byte == b';').skip(1);
    attributes.any(|attribute| attribute.trim_ascii().eq_ignore_ascii_case(b"secure"))
}

#[cold]
fn refused(what: &str, text: &str) -> Invalid {
    Invalid::internal(format!("`{}` is {what}", text.escape_debug()))
}

/// What is no `cookie-octet` (RFC 6265, section 4.1.1), and `%`, so that decoding gives the same text again. What is
/// not ASCII is always encoded.
const ENCODED: AsciiSet = CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');

/// RFC 9110, section 5.6.2.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The `av-octet` of RFC 6265bis, section 4.1.1.
fn is_attribute(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b';')
}

/// Browsers compare these prefixes without case.
fn begins(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix))
}

impl<N: Into<String>, V: Into<String>> From<(N, V)> for Cookie {
    fn from((name, value): (N, V)) -> Self {
        Cookie::new(name, value)
    }
}

/// Without the value, which may be a secret.
/// What may be set as a cookie: a [`Cookie`], or a pair of a name and a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no cookie",
    label = "neither a `Cookie` nor a pair of two texts",
    note = "write a pair, which has parentheses of its own: `set((\"theme\", \"dark\"))`; a number is written as `number.to_string()`"
)]
pub trait IntoCookie: Into<Cookie> {}

#[diagnostic::do_not_recommend]
impl<C: Into<Cookie>> IntoCookie for C {}

impl fmt::Debug for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut hidden = self.0.clone();
        hidden.set_value("…");
        write!(f, "Cookie({:?})", hidden.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(cookie: &Cookie) -> Option<String> {
        cookie.to_header().ok().map(|value| value.to_str().expect("ASCII").to_owned())
    }

    #[test]
    fn attributes_are_written_as_browsers_read_them() {
        let cookie = || Cookie::new("a", "1");
        let year = Duration::from_secs(31_536_000);
        let past = "Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        let cases = [
            (cookie(), "a=1; HttpOnly; SameSite=Lax; Path=/"),
            (("a", String::from("1")).into(), "a=1; HttpOnly; SameSite=Lax; Path=/"),
            (cookie().http_only(false).path("/x y"), "a=1; SameSite=Lax; Path=/x y"),
            (cookie().domain("example.org"), "a=1; HttpOnly; SameSite=Lax; Path=/; Domain=example.org"),
            (cookie().secure(true), "a=1; HttpOnly; SameSite=Lax; Secure; Path=/"),
            (cookie().secure(false), "a=1; HttpOnly; SameSite=Lax; Path=/"),
            (cookie().same_site(SameSite::Strict), "a=1; HttpOnly; SameSite=Strict; Path=/"),
            (cookie().same_site(SameSite::None), "a=1; HttpOnly; SameSite=None; Secure; Path=/"),
            (cookie().same_site(SameSite::None).secure(false), "a=1; HttpOnly; SameSite=None; Secure; Path=/"),
            (cookie().max_age(year), "a=1; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000"),
            (cookie().expired().max_age(year), "a=1; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000"),
            (cookie().max_age(Duration::MAX), "a=1; HttpOnly; SameSite=Lax; Path=/; Max-Age=9223372036854775807"),
            (Cookie::removal("a"), &format!("a=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; {past}")),
            (cookie().expired(), &format!("a=1; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; {past}")),
        ];
        for (cookie, expected) in cases {
            assert_eq!(sent(&cookie).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_value_adds_neither_an_attribute_nor_a_line() {
        let cases = [
            ("", ""),
            ("a; Path=/x", "a%3B%20Path=/x"),
            ("a\r\nSet-Cookie: b=1", "a%0D%0ASet-Cookie:%20b=1"),
            ("a\0b\x7f", "a%00b%7F"),
            ("名", "%E5%90%8D"),
            ("\"quoted\"", "%22quoted%22"),
            ("a,b\\c", "a%2Cb%5Cc"),
            ("100%3B", "100%253B"),
            ("dGVzdA==/+._-~!#$&'()*<>?@[]^`{|}:", "dGVzdA==/+._-~!#$&'()*<>?@[]^`{|}:"),
        ];
        for (value, expected) in cases {
            let expected = format!("n={expected}; HttpOnly; SameSite=Lax; Path=/");
            assert_eq!(sent(&Cookie::new("n", value)), Some(expected), "{value:?}");
            assert_eq!(Cookie::new("n", value).value(), value);
        }
    }

    #[test]
    fn a_name_that_is_no_token_is_refused() {
        for name in ["", "a b", "a=b", "a;b", "a,b", "a\r\nb", "a\0", "\"a\"", "名", "a\t", "a/b", "(a)"] {
            assert_eq!(sent(&Cookie::new(name, "1")), None, "{name:?}");
        }
    }

    #[test]
    fn a_path_or_a_domain_that_breaks_out_is_refused() {
        for text in ["/; Secure", "/\r\nX: 1", "/\0", "/\x7f", "/名", "/\t"] {
            assert_eq!(sent(&Cookie::new("a", "1").path(text)), None, "{text:?}");
            assert_eq!(sent(&Cookie::new("a", "1").domain(text)), None, "{text:?}");
        }
        assert_eq!(sent(&Cookie::new("a", "1").path("")), None);
        assert_eq!(sent(&Cookie::new("a", "1").path("x")), None);
        assert_eq!(sent(&Cookie::new("a", "1").domain("")), None);
    }

    #[test]
    fn a_prefix_of_the_name_gets_what_it_demands() {
        let cases = [
            ("__Host-a", "HttpOnly; SameSite=Lax; Secure; Path=/"),
            ("__hOSt-a", "HttpOnly; SameSite=Lax; Secure; Path=/"),
            ("__Secure-a", "HttpOnly; SameSite=Lax; Secure; Path=/x; Domain=example.org"),
            ("__Hos", "HttpOnly; SameSite=Lax; Path=/x; Domain=example.org"),
        ];
        for (name, expected) in cases {
            let cookie = Cookie::new(name, "1").path("/x").domain("example.org").secure(false);
            assert_eq!(sent(&cookie), Some(format!("{name}=1; {expected}")));
        }
    }

    #[test]
    fn on_tls_a_cookie_is_secure_once_unless_it_says_otherwise() {
        let layers = "b=Secure; Path=/";
        let cases = [
            (Cookie::new("a", "1").to_header(), "a=1; HttpOnly; SameSite=Lax; Path=/; Secure"),
            (Cookie::new("a", "1").secure(false).to_header(), "a=1; HttpOnly; SameSite=Lax; Path=/"),
            (Cookie::new("__Host-a", "1").to_header(), "__Host-a=1; HttpOnly; SameSite=Lax; Secure; Path=/"),
            (Ok(HeaderValue::from_static(layers)), layers),
        ];
        for (value, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::SET_COOKIE, value.expect("a value"));
            secured(&mut headers);
            assert_eq!(headers[header::SET_COOKIE], expected);
            // Marked by a layer, for the log.
            headers.get_mut(header::SET_COOKIE).expect("a value").set_sensitive(true);
            secured(&mut headers);
            secured(&mut headers);
            let text = headers[header::SET_COOKIE].to_str().expect("ASCII");
            assert_eq!(text.matches("; Secure").count(), 1, "{text}");
        }
    }

    #[test]
    fn neither_the_log_nor_debug_shows_the_value() {
        let cookie = Cookie::new("a b", "secret");
        assert!(!format!("{cookie:?}").contains("secret"));
        assert!(!format!("{:?}", cookie.to_header()).contains("secret"));
    }
}

//! The cookies that a visitor keeps, as far as a test needs them (RFC 6265, section 5).
//!
//! They do not grow old: a test is over before.

use ::cookie::{Cookie, time::OffsetDateTime};
use http::{HeaderMap, header};

/// What a visitor keeps.
#[derive(Debug, Default)]
pub(super) struct Jar(Vec<Kept>);

#[derive(Debug)]
struct Kept {
    name: String,
    /// As it was sent.
    value: String,
    host: String,
    /// Whether the hosts below it are sent it, too.
    below: bool,
    path: String,
    secure: bool,
}

/// Where a request goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// Without its port.
    pub(super) host: &'p str,
    pub(super) path: &'p str,
    pub(super) secure: bool,
}

impl Jar {
    /// Takes what a response sets.
    pub(super) fn take(&mut self, headers: &HeaderMap, from: Place<'_>) {
        for value in headers.get_all(header::SET_COOKIE) {
            let text = String::from_utf8_lossy(value.as_bytes());
            if let Some((kept, is_over)) = Cookie::parse(&*text).ok().and_then(|cookie| read(&cookie, from)) {
                self.0.retain(|old| (&old.name, &old.host, &old.path) != (&kept.name, &kept.host, &kept.path));
                if !is_over {
                    self.0.push(kept);
                }
            }
        }
    }

    /// Names and values that a request sends, those of longer paths first.
    pub(super) fn of(&self, place: Place<'_>) -> Vec<(&str, &str)> {
        let mut sent: Vec<_> = self.0.iter().filter(|kept| kept.is_for(place)).collect();
        sent.sort_by_key(|kept| std::cmp::Reverse(kept.path.len()));
        sent.into_iter().map(|kept| (kept.name.as_str(), kept.value.as_str())).collect()
    }

    /// The value of a name, of whatever path.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|kept| kept.name == name).map(|kept| kept.value.as_str())
    }
}

/// A cookie, and whether it is removed thereby; none where a browser would not take it.
fn read(cookie: &Cookie<'_>, from: Place<'_>) -> Option<(Kept, bool)> {
    let own_path = cookie.path().filter(|path| path.starts_with('/'));
    let path = own_path.unwrap_or_else(|| folder(from.path)).to_owned();
    let domain = cookie.domain().map(|domain| domain.trim_start_matches('.').to_ascii_lowercase());
    let domain = domain.filter(|domain| !domain.is_empty());
    if domain.as_ref().is_some_and(|domain| !is_within(from.host, domain)) {
        return None;
    }
    let secure = cookie.secure() == Some(true);
    let is_prefixed = |prefix: &str| cookie.name().starts_with(prefix);
    let is_refused = is_prefixed("__Secure-") && !secure
        || is_prefixed("__Host-") && (!secure || domain.is_some() || own_path != Some("/"));
    if is_refused || secure && !from.secure {
        return None;
    }
    let is_over = match (cookie.max_age(), cookie.expires_datetime()) {
        (Some(age), _) => !age.is_positive(),
        (None, Some(end)) => end <= OffsetDateTime::now_utc(),
        (None, None) => false,
    };
    let below = domain.is_some();
    let host = domain.unwrap_or_else(|| from.host.to_ascii_lowercase());
    let (name, value) = cookie.name_value();
    Some((Kept { name: name.to_owned(), value: value.to_owned(), host, below, path, secure }, is_over))
}

impl Kept {
    fn is_for(&self, place: Place<'_>) -> bool {
        let by_host = place.host.eq_ignore_ascii_case(&self.host) || self.below && is_within(place.host, &self.host);
        let rest = place.path.strip_prefix(&self.path);
        let by_path = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/'));
        by_host && by_path && (place.secure || !self.secure)
    }
}

/// The path of a cookie that names none (section 5.1.4).
fn folder(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(end) => &path[..end],
    }
}

/// Whether a host is a domain or stands below it.
fn is_within(host: &str, domain: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place<'static> = Place { host: "a.example", path: "/shop/cart", secure: false };

    fn jar(set: &[&str], from: Place<'_>) -> Jar {
        let mut headers = HeaderMap::new();
        headers.extend(set.iter().map(|cookie| (header::SET_COOKIE, cookie.parse().expect(cookie))));
        let mut jar = Jar::default();
        jar.take(&headers, from);
        jar
    }

    #[test]
    fn a_cookie_is_sent_where_it_belongs() {
        let cases = [
            ("x=1; Path=/", HERE, "/", true),
            ("x=1", HERE, "/shop", true),
            ("x=1", HERE, "/shop/other", true),
            ("x=1", HERE, "/shopping", false),
            ("x=1; Path=/shop/", HERE, "/shop/x", true),
            ("x=1; Path=/other", HERE, "/shop/cart", false),
            ("x=1; Path=/; Secure", HERE, "/", false),
            ("x=1; Path=/; Secure", Place { secure: true, ..HERE }, "/", true),
            ("__Host-x=1; Path=/", Place { secure: true, ..HERE }, "/", false),
            ("__Host-x=1; Path=/; Secure", Place { secure: true, ..HERE }, "/", true),
            ("x=1; Path=/; Domain=example", HERE, "/", true),
            ("x=1; Path=/; Domain=b.example", HERE, "/", false),
            ("x=1; Path=/; Domain=ample", HERE, "/", false),
        ];
        for (set, from, path, is_sent) in cases {
            let sent = jar(&[set], from).of(Place { path, ..from }).len();
            assert_eq!(sent, usize::from(is_sent), "{set} at {path}");
        }
    }

    #[test]
    fn other_hosts_are_sent_what_is_for_their_domain() {
        let jar = jar(&["own=1; Path=/", "all=2; Path=/; Domain=.Example"], HERE);
        assert_eq!(jar.of(Place { host: "b.example", ..HERE }), [("all", "2")]);
        assert_eq!(jar.of(Place { host: "A.EXAMPLE", ..HERE }), [("own", "1"), ("all", "2")]);
    }

    #[test]
    fn a_later_one_replaces_and_removes() {
        let jar = jar(
            &["x=1; Path=/", "y=1", "x=2; Path=/", "y=; Max-Age=0", "z=1", "z=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
            HERE,
        );
        assert_eq!(jar.of(HERE), [("x", "2")]);
        assert_eq!(jar.value("x"), Some("2"));
    }
}

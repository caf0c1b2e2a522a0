//! The cookies of a request, and those that its response will set.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex, PoisonError},
};

use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;

use crate::{Cookie, IntoCookie};

/// The cookies that a request brought, and those that its response will set; an argument of a handler.
///
/// Whatever the handler answers, an error too, sets them. A cookie that [`Cookie`] refuses makes it a logged 500.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Cookie, Cookies};
///
/// // #[get_mapping("/theme")]
/// fn theme(cookies: Cookies) -> String {
///     let theme = cookies.get("theme").unwrap_or("light").to_owned();
///     cookies.set(("seen", "1"));
///     cookies.remove("old");
///     theme
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Cookies(pub(crate) Arc<Jar>);

/// What [`Cookies`] share.
#[derive(Debug, Default)]
pub(crate) struct Jar {
    sent: Vec<(String, String)>,
    set: Mutex<Vec<Cookie>>,
}

impl Cookies {
    /// The value of the first cookie of a name that the request brought, decoded.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.get_all(name).next()
    }

    /// The values of all cookies of a name: a browser sends one for each path and domain that it was set with.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.values(name)
    }

    /// The names and values of all cookies that the request brought, in its order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.sent.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Sets a cookie with the response: a [`Cookie`], or a name and a value.
    pub fn set(&self, cookie: impl IntoCookie) {
        self.0.set.lock().unwrap_or_else(PoisonError::into_inner).push(cookie.into());
    }

    /// Lets the browser remove a cookie of the path `/`; [`Cookie::removal`] removes those of others.
    pub fn remove(&self, name: impl Into<String>) {
        self.set(Cookie::removal(name));
    }
}

impl Jar {
    /// The cookies of all `Cookie` fields (RFC 6265, section 5.4, read leniently): what is no pair is passed over.
    ///
    /// Spaces and tabs alone are no part of a name. Other white space is: a page may set a cookie whose name begins with
    /// it, and by that with what would be `__Host-` without it.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let fields =
            headers.get_all(header::COOKIE).iter().filter_map(|field| std::str::from_utf8(field.as_bytes()).ok());
        let pairs = fields.flat_map(|field| field.split(';')).filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let [name, value] = [name, value].map(|text| text.trim_matches([' ', '\t']));
            let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
            // As `Cookie` encodes it. What somebody else has set may be no UTF-8 then, and stands as it was sent.
            let value = percent_decode_str(value).decode_utf8().unwrap_or(Cow::Borrowed(value));
            (!name.is_empty()).then(|| (name.to_owned(), value.into_owned()))
        });
        Jar { sent: pairs.collect(), set: Mutex::default() }
    }

    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.sent.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Takes what the response is to set.
    pub(crate) fn take_set(&self) -> Vec<Cookie> {
        std::mem::take(&mut *self.set.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn every_pair_of_every_field_is_read_in_order() {
        type Pairs = &'static [(&'static str, &'static str)];
        let cases: [(&[&str], Pairs); 9] = [
            (&[], &[]),
            (&["a=1"], &[("a", "1")]),
            (&["a=1; b=2", "a=3"], &[("a", "1"), ("b", "2"), ("a", "3")]),
            (&[" a = 1 ;;b=;c; =d;e==f"], &[("a", "1"), ("b", ""), ("e", "=f")]),
            (&["a=\"quoted\"; b=\""], &[("a", "quoted"), ("b", "\"")]),
            (&["a=%E5%90%8D; b=100%25"], &[("a", "名"), ("b", "100%")]),
            (&["a=%FF; b=%; c=+"], &[("a", "%FF"), ("b", "%"), ("c", "+")]),
            (&["__Host-a=1"], &[("__Host-a", "1")]),
            (&["A=1; a=2"], &[("A", "1"), ("a", "2")]),
        ];
        for (fields, expected) in cases {
            let mut headers = HeaderMap::new();
            for field in fields {
                headers.append(header::COOKIE, HeaderValue::from_static(field));
            }
            let cookies = Cookies(Arc::new(Jar::read(&headers)));
            assert_eq!(cookies.iter().collect::<Vec<_>>(), expected, "{fields:?}");
        }
    }
}

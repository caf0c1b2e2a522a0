//! The paths of handlers, for links and redirects.

use std::fmt::{self, Display, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;

/// What no segment and no part of a query has as it is (RFC 3986, section 2.3).
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same without the slashes of a catch-all.
const RESERVED_IN_REST: &AsciiSet = &RESERVED.remove(b'/');

/// What a literal of a pattern has encoded already, or has as it is.
const OUTSIDE: &AsciiSet = &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// The URLs of a controller's handlers, by their names: `#[controller("/users", client)]` makes them.
///
/// ```ignore
/// // #[get_mapping("/<id>")] fn find(&self, id: u64) -> Option<User>
/// RedirectResponse::to(urls::<Users>().find(7))            // /users/7
/// urls::<Users>().list().query("word", "a&b").to_string()  // /users?word=a%26b
/// ```
///
/// A handler's captures are its arguments, of the same types; of several paths it is the first one's.
#[must_use]
pub fn urls<C: HasUrls>() -> C::Urls<()> {
    C::urls()
}

/// A controller whose URLs can be made.
#[diagnostic::on_unimplemented(
    message = "of `{Self}` there are no URLs",
    label = "no controller that says `client`",
    note = "write `client` into its attribute: `#[controller(\"/users\", client)]`"
)]
pub trait HasUrls {
    /// A function for each handler.
    type Urls<W>;

    /// They themselves.
    fn urls<W>() -> Self::Urls<W>;
}

/// A path with its query, encoded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url(String);

impl Url {
    /// The path that a pattern matches with these captures.
    #[must_use]
    pub fn of(pattern: &str, captures: &[Value]) -> Self {
        let mut url = String::new();
        let mut captures = captures.iter();
        for segment in segments(pattern) {
            let is_capture = segment.starts_with('<');
            let reserved = match segment.starts_with("<*") {
                true => RESERVED_IN_REST,
                false if is_capture => RESERVED,
                false => OUTSIDE,
            };
            let text = if is_capture { captures.next().map(text).unwrap_or_default() } else { segment.to_owned() };
            let _cannot_fail = write!(url, "/{}", utf8_percent_encode(&text, reserved));
        }
        Url(if url.is_empty() { "/".to_owned() } else { url })
    }

    /// Adds a parameter to the query string; a name may be repeated.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        let begun = if self.0.contains('?') { '&' } else { '?' };
        let value = value.to_string();
        let (name, value) = (utf8_percent_encode(name, RESERVED), utf8_percent_encode(&value, RESERVED));
        let _cannot_fail = write!(self.0, "{begun}{name}={value}");
        self
    }
}

/// The segments of a pattern that was parsed before; a regular expression holds no slash.
fn segments(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('/').filter(|segment| !segment.is_empty())
}

/// A value as one text.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

impl Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Url {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Url> for String {
    fn from(url: Url) -> Self {
        url.0
    }
}

/// A value that can be written into a request.
// `W` is a parameter of whoever sends it: a bound that names it is asked where a handler's function is used, and not
// where it is made.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent",
    label = "only read from requests",
    note = "derive or implement `serde::Serialize` for `{Self}`, by `serializer.collect_str(self)` if it has `Display`; a file is sent by `TestRequest::multipart`"
)]
pub trait Sent<W> {
    /// The value as JSON; a text, a number or a truth value where it is one text.
    fn sent(&self) -> Value;
}

#[diagnostic::do_not_recommend]
impl<W, T: Serialize> Sent<W> for T {
    fn sent(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// The value as JSON.
pub fn sent<W, T: Sent<W>>(value: &T) -> Value {
    value.sent()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn captures_are_encoded_and_a_rest_keeps_its_slashes() {
        let cases = [
            ("/", vec![], "/"),
            ("/users/<id|int>", vec![json!(7)], "/users/7"),
            ("/users/<name>/<>", vec![json!("a/b c"), json!("ü?#%")], "/users/a%2Fb%20c/%C3%BC%3F%23%25"),
            ("/files/<*path>", vec![json!("a b/c")], "/files/a%20b/c"),
            ("/产品/a%20b", vec![], "/%E4%BA%A7%E5%93%81/a%20b"),
            ("/on/<day||[0-9-]+>", vec![json!("2024-02-29")], "/on/2024-02-29"),
        ];
        for (pattern, captures, expected) in cases {
            assert_eq!(Url::of(pattern, &captures).to_string(), expected);
        }
        let url = Url::of("/", &[]).query("q", "a&b=c d").query("n", 1);
        assert_eq!(String::from(url), "/?q=a%26b%3Dc%20d&n=1");
    }
}

//! The key of cookies that nobody but the program can have written.

use std::{fmt, iter, sync::Arc};

use ::cookie::{Cookie, CookieJar, Key};

/// The program's secret, with which `SignedCookies` and `PrivateCookies` are written and read; a component.
///
/// Whoever knows it can write any cookie. All processes that serve one site share it.
///
/// ```no_run
/// # use framework_core as framework;
/// use framework::{App, CookieKey};
///
/// fn main() -> framework::Result<()> {
///     // What `openssl rand -hex 32` has printed, for instance; one that is missing or too short stops the start.
///     let secret = std::env::var("COOKIE_SECRET").unwrap_or_default();
///     App::new().provide(secret).provide_with(async |secret: String| CookieKey::from_secret(secret)).run()
/// }
/// ```
#[derive(Clone)]
pub struct CookieKey(Arc<Keys>);

/// The first one writes, all of them read.
#[derive(Clone)]
struct Keys {
    current: Key,
    previous: Vec<Key>,
}

impl CookieKey {
    /// The key of a secret: at least 32 bytes that nobody can guess, all of which count; no password.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::CookieKey;
    ///
    /// let error = CookieKey::from_secret("hunter2").expect_err("too short");
    /// assert_eq!(error.to_string(), "a secret of 7 bytes is too short for cookies; give at least 32 random ones");
    /// ```
    ///
    /// # Errors
    /// A shorter secret.
    pub fn from_secret(secret: impl AsRef<[u8]>) -> Result<Self, ShortSecret> {
        let secret = secret.as_ref();
        match secret.len() {
            length @ ..SHORTEST => Err(ShortSecret(length)),
            _ => Ok(CookieKey::of(Key::derive_from(secret))),
        }
    }

    /// A random key, for tests and development: nobody's cookies outlive the process.
    #[must_use]
    pub fn generate() -> Self {
        CookieKey::of(Key::generate())
    }

    /// Reads what an older key has written, too; what is written is written with this one.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::CookieKey;
    ///
    /// let (new, old) = ("n".repeat(32), "o".repeat(32)); // stand for random ones
    /// let key = CookieKey::from_secret(new)?.with_previous(&CookieKey::from_secret(old)?);
    /// # Ok::<(), framework::ShortSecret>(())
    /// ```
    #[must_use]
    pub fn with_previous(mut self, previous: &CookieKey) -> Self {
        Arc::make_mut(&mut self.0).previous.extend(previous.all().cloned());
        self
    }

    fn of(current: Key) -> Self {
        CookieKey(Arc::new(Keys { current, previous: Vec::new() }))
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        iter::once(&self.0.current).chain(&self.0.previous)
    }

    /// The value behind its signature, which holds for this name alone.
    pub(crate) fn sign(&self, name: &str, value: &str) -> String {
        let bound = format!("{name}={value}"); // a jar signs the value alone
        let mut signed = sealed(name, bound, |jar, cookie| jar.signed_mut(&self.0.current).add(cookie));
        signed.truncate(SIGNATURE);
        signed + value
    }

    /// What [`sign`](CookieKey::sign) was given for this name.
    pub(crate) fn verify(&self, name: &str, signed: &str) -> Option<String> {
        let (signature, value) = signed.split_at_checked(SIGNATURE)?;
        let bound = Cookie::new("", format!("{signature}{name}={value}"));
        let authentic = self.all().any(|key| CookieJar::new().signed(key).verify(bound.clone()).is_some());
        authentic.then(|| value.to_owned())
    }

    /// The value, encrypted for this name alone.
    pub(crate) fn encrypt(&self, name: &str, value: &str) -> String {
        sealed(name, value.to_owned(), |jar, cookie| jar.private_mut(&self.0.current).add(cookie))
    }

    /// What [`encrypt`](CookieKey::encrypt) was given for this name.
    pub(crate) fn decrypt(&self, name: &str, encrypted: &str) -> Option<String> {
        let cookie = Cookie::new(name.to_owned(), encrypted.to_owned());
        let plain = self.all().find_map(|key| CookieJar::new().private(key).decrypt(cookie.clone()))?;
        Some(plain.value().to_owned())
    }
}

/// An HMAC-SHA256 in base64.
const SIGNATURE: usize = 44;

const SHORTEST: usize = 32;

/// What a jar makes of a value.
fn sealed(name: &str, value: String, add: impl FnOnce(&mut CookieJar, Cookie<'static>)) -> String {
    let mut jar = CookieJar::new();
    add(&mut jar, Cookie::new(name.to_owned(), value));
    jar.get(name).expect("it was added").value().to_owned()
}

/// Shows nothing of the secret.
impl fmt::Debug for CookieKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CookieKey(…)")
    }
}

/// A secret of less than 32 bytes, of which no [`CookieKey`] is made; it holds the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortSecret(usize);

impl fmt::Display for ShortSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a secret of {} bytes is too short for cookies; give at least {SHORTEST} random ones", self.0)
    }
}

impl std::error::Error for ShortSecret {}

//! Cookies that nobody but the program can have written, as arguments.

use std::sync::Arc;

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError, State};
use crate::{
    CookieKey, IntoCookie, Invalid,
    request::{Cookies, RequestHead},
    schema::Description,
};

/// Cookies that a visitor can read and nobody but the program can write; an argument of a handler.
///
/// A value that was forged, cut, moved to another name or signed with a foreign key is as if it were not there. An
/// authentic one stays so: whoever has kept it can send it again. The application is given a [`CookieKey`]; without
/// one it does not start.
///
/// They are sent with those of [`Cookies`], in the order in which they were set. The signature takes 44 of the 4096
/// bytes of name and value that browsers keep.
///
/// ```
/// # use framework_core as framework;
/// use framework::SignedCookies;
///
/// // #[get_mapping("/visits")], with `App::new().provide(CookieKey::generate())`
/// fn visits(cookies: SignedCookies) -> u32 {
///     let visits = cookies.get("visits").and_then(|visits| visits.parse().ok()).unwrap_or(0) + 1;
///     cookies.set(("visits", visits.to_string()));
///     visits
/// }
/// ```
#[derive(Debug, Clone)]
pub struct SignedCookies {
    cookies: Cookies,
    key: CookieKey,
}

/// Cookies that nobody but the program can read or write; an argument of a handler.
///
/// As [`SignedCookies`], but encrypted as well. Encryption takes 28 bytes, and a third of all of them.
/// One key is good for 2^32 of them (NIST SP 800-38D, section 8.3); [`CookieKey::with_previous`] replaces it.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Cookie, Invalid, PrivateCookies, SameSite};
///
/// // #[post_mapping("/log_in")], with `App::new().provide(CookieKey::generate())`
/// fn log_in(cookies: PrivateCookies) {
///     cookies.set(Cookie::new("__Host-user", "7").same_site(SameSite::Strict));
/// }
///
/// // #[get_mapping("/user")]
/// fn user(cookies: PrivateCookies) -> Result<String, Invalid> {
///     cookies.get("__Host-user").ok_or_else(|| Invalid::unauthorized("log in first"))
/// }
/// ```
#[derive(Debug, Clone)]
pub struct PrivateCookies {
    cookies: Cookies,
    key: CookieKey,
}

impl SignedCookies {
    /// Those of a request, for a guard.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::{Guard, Invalid, RequestHead, SignedCookies};
    ///
    /// struct CurrentUser(String);
    ///
    /// impl Guard for CurrentUser {
    ///     async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
    ///         let user = SignedCookies::of(request)?.get("user");
    ///         user.map(CurrentUser).ok_or_else(|| Invalid::unauthorized("log in first"))
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// A logged 500 where the application was given no [`CookieKey`]: the start does not see what a guard takes.
    pub fn of(request: &RequestHead) -> Result<Self, Invalid> {
        keyed(request).map(|(cookies, key)| SignedCookies { cookies, key }).map_err(Invalid::internal)
    }

    /// The value of the first authentic cookie of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        self.get_all(name).next()
    }

    /// The values of all authentic cookies of a name: a browser sends one for each path and domain.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = String> {
        self.cookies.get_all(name).filter_map(move |signed| self.key.verify(name, signed))
    }

    /// Sets a cookie with the response, its value signed: a [`Cookie`](crate::Cookie), or a name and a value.
    pub fn set(&self, cookie: impl IntoCookie) {
        self.cookies.set(cookie.into().sealed(|name, value| self.key.sign(name, value)));
    }

    /// Lets the browser remove a cookie of the path `/`; [`Cookie::removal`](crate::Cookie::removal) removes those of others.
    pub fn remove(&self, name: impl Into<String>) {
        self.cookies.remove(name);
    }
}

impl PrivateCookies {
    /// Those of a request, for a guard; as [`SignedCookies::of`].
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::{Invalid, PrivateCookies, RequestHead};
    ///
    /// fn user(request: &RequestHead) -> Result<Option<String>, Invalid> {
    ///     Ok(PrivateCookies::of(request)?.get("user"))
    /// }
    /// ```
    ///
    /// # Errors
    /// A logged 500 where the application was given no [`CookieKey`].
    pub fn of(request: &RequestHead) -> Result<Self, Invalid> {
        keyed(request).map(|(cookies, key)| PrivateCookies { cookies, key }).map_err(Invalid::internal)
    }

    /// The value of the first authentic cookie of a name, decrypted.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        self.get_all(name).next()
    }

    /// The values of all authentic cookies of a name: a browser sends one for each path and domain.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = String> {
        self.cookies.get_all(name).filter_map(move |encrypted| self.key.decrypt(name, encrypted))
    }

    /// Sets a cookie with the response, its value encrypted: a [`Cookie`](crate::Cookie), or a name and a value.
    pub fn set(&self, cookie: impl IntoCookie) {
        self.cookies.set(cookie.into().sealed(|name, value| self.key.encrypt(name, value)));
    }

    /// Lets the browser remove a cookie of the path `/`; [`Cookie::removal`](crate::Cookie::removal) removes those of others.
    pub fn remove(&self, name: impl Into<String>) {
        self.cookies.remove(name);
    }
}

fn keyed(request: &RequestHead) -> Result<(Cookies, CookieKey), &'static str> {
    let key = request.component().ok_or("the application was given no `CookieKey`")?;
    Ok((Cookies(Arc::clone(request.jar())), key))
}

macro_rules! arguments {
    ($($type:ident)*) => {$(
        impl FromRequest<'_> for $type {
            const KIND: Kind = Kind::Request;
            const NEEDS: Needs = State::<CookieKey>::NEEDS;

            fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                let keyed = keyed(loaded.head()).map_err(|error| ParameterError::internal(parameter, error));
                keyed.map(|(cookies, key)| $type { cookies, key })
            }

            fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
                State::<CookieKey>::describe(description, parameter);
            }
        }
    )*};
}

arguments! { SignedCookies PrivateCookies }

//! Where an argument comes from.
//!
//! [`FromRequest`] is the one trait: conversion and description side by side. Which part of the request an argument
//! is taken from is data ([`Parameter`]), not a type, so looking it up is compiled once for all types.

mod beans;
mod behind;
mod containers;
mod crossing;
mod dates;
mod disconnected;
mod format;
mod from_parameter;
mod guard;
mod loaded;
mod needs;
mod parameter;
mod parameter_error;
mod request;
mod rest;
mod ruled;
mod scalars;
#[cfg(feature = "cookies-secure")]
mod secure_cookies;
#[cfg(feature = "sessions")]
mod session;
mod socket;
mod take;
mod wrapped;

pub use beans::{bean, bean_list, bean_when_missing, describe_bean, describe_bean_list, needs_of_bean};
pub(crate) use crossing::Usable;
pub use crossing::{Crossing, OtherwiseCrossing, Own};
pub use disconnected::Disconnected;
pub(crate) use format::FORM;
#[cfg(feature = "multipart")]
pub(crate) use format::MULTIPART;
pub use from_parameter::{
    FromParameter, OneText, Parsed, examine_text, one_text, parsed, text_from_json, text_to_json,
};
pub use guard::{Guard, guarded};
pub use loaded::{Loaded, load};
pub use needs::{Needs, needs_by, needs_of, one_body, takes_socket};
pub(crate) use parameter::Source;
pub use parameter::{Parameter, Place};
pub use parameter_error::{Errors, ParameterError, Reported};
pub use request::{Extension, PeerAddress, Request, State};
pub use rest::Rest;
pub use ruled::{describe_ruled, describe_ruled_list, ruled, ruled_list};
pub use scalars::{describe_scalar, describe_scalar_list};
pub use scalars::{variant, variant_list};
#[cfg(feature = "cookies-secure")]
pub use secure_cookies::{PrivateCookies, SignedCookies};
pub use take::{OtherwiseTake, OtherwiseWard, Take, Ward};
pub use wrapped::{OtherwiseWrapped, Wrapped, wrapped};

use crate::schema::Description;

/// A type that a handler can take as an argument.
///
/// Scalars, beans, and `Option`, `Vec` and `Result` of them are there already. An extractor of one's own looks at
/// the whole request:
///
/// ```
/// # use framework_core as framework;
/// use framework::{Description, FromRequest, Kind, Loaded, Parameter, ParameterError};
///
/// struct Language(String);
///
/// impl<'r> FromRequest<'r> for Language {
///     const KIND: Kind = Kind::Request;
///
///     fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
///         let header = loaded.head().header("accept-language").unwrap_or("en");
///         match header.get(..2) {
///             Some(language) => Ok(Language(language.to_owned())),
///             None => Err(ParameterError::invalid(parameter, "expected a language, as `en`")),
///         }
///     }
///
///     fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{Self}` as an argument",
    label = "cannot be made from a request",
    note = "add `#[derive(Bean)]` to `{Self}` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`",
    note = "a component that the application is given is taken as `State<{Self}>`, or by `#[construct]` for all of a controller",
    note = "what points to something, as a `Box` or a `&`, is taken as what it holds, and an array as a `Vec`",
    note = "of a type that is not yours, take a text, or wrap it in a type of your own"
)]
pub trait FromRequest<'r>: Sized {
    /// What kind of argument it is; that decides where an argument without an attribute comes from.
    const KIND: Kind;

    /// What it needs besides what its place says.
    const NEEDS: Needs = Needs::NONE;

    /// The kind of a `Vec` of it: scalars are the values of a repeated name, beans a JSON array.
    const LIST_KIND: Kind = Kind::Nothing;

    /// Makes it.
    ///
    /// # Errors
    /// What is wrong with the parameter; the errors of all arguments are reported together.
    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError>;

    /// What stands for one that is missing and has no default: an empty list, for instance.
    ///
    /// # Errors
    /// That it is missing, unless the type says otherwise.
    fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
        Err(missing)
    }

    /// Makes a list of it, where [`LIST_KIND`](FromRequest::LIST_KIND) says what that is.
    ///
    /// # Errors
    /// As [`from_request`](FromRequest::from_request).
    fn list_from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
        Self::from_request(loaded, parameter).map(|only| vec![only])
    }

    /// Describes it.
    fn describe(description: &mut Description<'_>, parameter: &'static Parameter);

    /// Describes a list of it.
    fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
        Self::describe(description, parameter);
    }
}

/// What kind of argument a type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One text: a number, a word, a date.
    Scalar,
    /// Structured data with named members: from the body, or from the query string where there is no body.
    Bean,
    /// Any other structured data, as a list of beans: from JSON alone.
    Document,
    /// A file: a part of a multipart form.
    File,
    /// The request itself, or something made from it.
    Request,
    /// Nothing that can be taken: a list of lists, for instance.
    Nothing,
}
